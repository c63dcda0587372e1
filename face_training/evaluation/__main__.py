"""`python -m face_training.evaluation`: the protocols and their measures as Markdown."""

from __future__ import annotations

from face_training.evaluation.protocols import PROTOCOLS, Measure
from face_training.evaluation.tables import argument_names


def protocol_table() -> str:
    """One row for each protocol: what it measures, and its options."""
    lines = ["| protocol | what it measures | its options |", "|---|---|---|"]
    for protocol in PROTOCOLS.values():
        names, open_ended = argument_names(protocol.opening())
        options = ", ".join(f"`{name}`" for name in names if name != "name")
        options += ", and those of the source" if open_ended else ""
        lines.append(f"| `{protocol.name}` | {protocol.about} | {options} |")
    return "\n".join(lines)


def measure_table() -> str:
    """One row for each measure: its title, unit and direction, and the protocols that give it."""
    given: dict[Measure, list[str]] = {}
    for protocol in PROTOCOLS.values():
        for measure in protocol.measures:
            given.setdefault(measure, []).append(f"`{protocol.name}`")
    lines = ["| measure | title | unit | better | given by |", "|---|---|---|---|---|"]
    lines += [
        f"| `{measure.name}` | {measure.title} | {measure.unit or '-'} | {measure.better} "
        f"| {', '.join(names)} |"
        for measure, names in given.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(protocol_table(), measure_table(), sep="\n\n")
