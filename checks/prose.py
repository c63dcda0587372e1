"""Numbers on pages come from stored results or from the code: `python -m checks.prose` writes them.

Two comments, which a reader of the page does not see:

    <!-- = EXPRESSION -->0.301<!-- / -->    the text between them is the value of the expression
    <!-- check EXPRESSION -->               what the sentence beside it says; it must be true

Expressions are Jinja's over the numbers of the page, `'%+.3f'|format(gain.mean)`.  A table is a
value of several lines; it keeps the line breaks about it.  A test fails when a number on a page is
not the stored one, or a check is not true.  The command mends numbers and never a sentence.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError

ROOT = Path(__file__).parents[1]
#: Which numbers a page has: "module:function" without arguments.
PAGES = {
    "README.md": ("toy_models.guidance.numbers:stored_numbers",),
    "docs/what_the_toys_show.md": (
        "toy_models.open_set.numbers:stored_numbers",
        "face_training.comparison.numbers:stored_numbers",
    ),
    "docs/train_faces.md": ("face_training.comparison.optimisers:stored_numbers",),
    "docs/lecture_server.md": ("checks.server_limits:limits",),
    "docs/when_guidance_helps.md": ("toy_models.guidance.numbers:stored_numbers",),
}
_NUMBER = re.compile(r"(<!-- = (?P<what>.+?) -->)(?P<text>.*?)(?P<end><!-- / -->)", re.DOTALL)
_CHECK = re.compile(r"<!-- check (?P<what>.+?) -->", re.DOTALL)
_environment = Environment(undefined=StrictUndefined, autoescape=False)


class ProseError(ValueError):
    """A page contradicts the stored results, or cannot be compared with them."""


def refreshed(text: str, numbers: Mapping[str, Any]) -> str:
    """The page with the stored numbers in it.

    Raises:
        ProseError: a check is not true, or an expression cannot be evaluated.
    """
    for found in _CHECK.finditer(text):
        if not _value(found["what"], numbers):
            raise ProseError(f"The stored results say otherwise: {found['what']}.")

    def replaced(found: re.Match[str]) -> str:
        before = "\n" if found["text"].startswith("\n") else ""
        after = "\n" if before and found["text"].endswith("\n") else ""
        return f"{found[1]}{before}{_value(found['what'], numbers)}{after}{found['end']}"

    return _NUMBER.sub(replaced, text)


def _value(expression: str, numbers: Mapping[str, Any]) -> Any:
    try:
        value = _environment.compile_expression(expression, undefined_to_none=False)(**numbers)
        str(value)  # an unknown name shows only when it is used
    except (TemplateError, TypeError, ValueError, AttributeError) as error:
        raise ProseError(f"{expression!r} cannot be worked out: {error}.") from None
    return value


def numbers_of(page: str) -> dict[str, Any]:
    """All numbers that a page may use."""
    found: dict[str, Any] = {}
    for place in PAGES[page]:
        module, _, name = place.partition(":")
        function: Callable[[], dict[str, Any]] = getattr(import_module(module), name)
        found |= function()
    return found


def main(arguments: list[str]) -> int:
    """Write the numbers into the pages that are there.  Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m checks.prose", description=(__doc__ or "").split("\n")[0]
    )
    parser.parse_args(arguments)
    status = 0
    for page in PAGES:
        file = ROOT / page
        if not file.exists():
            continue
        try:
            file.write_text(refreshed(file.read_text(), numbers_of(page)))
            print(page)
        except ValueError as error:
            print(f"{page}: {error}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
