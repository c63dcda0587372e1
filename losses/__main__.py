"""Print the catalogue: `python -m losses`, or `--markdown` for the table of docs/losses.md."""

import argparse
import sys
from collections.abc import Sequence

from losses.catalogue import LOSSES
from losses.spec import LossSpec

HEADER = (
    "name",
    "title",
    "family",
    "f margin",
    "g mining",
    "h guidance",
    "b threshold",
    "parameters",
    "source",
)


def row(spec: LossSpec) -> tuple[str, ...]:
    """One loss as a row of words."""
    parameters = ", ".join(
        f"{name} = {parameter.default:g} ({parameter.allowed}{_unit(parameter.unit)})"
        if isinstance(parameter.default, float)
        else f"{name} = {parameter.default} ({parameter.allowed})"
        for name, parameter in spec.parameters.items()
    )
    slots = (spec.margin, spec.mining, spec.guidance, spec.threshold)
    return (
        spec.name,
        spec.title,
        spec.family,
        *(slot.formula if slot else "" for slot in slots),
        parameters,
        spec.source,
    )


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""


def markdown() -> str:
    """The catalogue as a Markdown table."""
    rows = [row(spec) for spec in LOSSES.values()]
    rows = [(f"`{first}`", *(cell.replace("|", "\\|") for cell in rest)) for first, *rest in rows]
    lines = [HEADER, ("---",) * len(HEADER), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def text() -> str:
    """The catalogue in columns for a terminal: a few lines a loss."""
    blocks = []
    for spec in LOSSES.values():
        name, title, family, margin, mining, guidance, threshold, parameters, source = row(spec)
        blocks.append(
            f"{name:<17}{title:<24}{family:<17}{source}\n"
            f"{'':<17}{spec.about}\n"
            f"{'':<17}f = {margin or 'cos(theta_y)'};  g = {mining or '1'};  "
            f"h = {guidance or '1'}" + (f";  b = {threshold}" if threshold else "") + "\n"
            f"{'':<17}{parameters or 'no parameters'}"
            + (f"\n{'':<17}{spec.notation}" if spec.notation else "")
        )
    return "\n\n".join(blocks)


def main(arguments: Sequence[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m losses", description="Print all losses.", allow_abbrev=False
    )
    parser.add_argument("--markdown", action="store_true", help="the table of docs/losses.md")
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        parser.exit(2, f"{parser.prog} takes only --markdown, not {unknown[0]!r}.\n")
    print(markdown() if options.markdown else text())


if __name__ == "__main__":
    main(sys.argv[1:])
