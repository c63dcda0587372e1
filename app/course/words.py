"""Words of a narrative for Streamlit's Markdown: in a mark's colour, or following a figure."""

from __future__ import annotations

import re

from app.look.classes import COLOURS
from losses.catalogue import LOSSES

#: `[words]{own}` and `[40°]{boundary.angle}`; not a link, which has a bracket behind it.
SPAN = re.compile(r"\[([^\[\]]+)\]\{([a-zA-Z0-9_.-]+)\}")
ROLES = ("own", "rival", "ink", "muted", "accent")
#: The spaces of "28 ± 5 %": no line ends within a number.
WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=[%±])|(?<=±) (?=\d)")
#: Below the first text of a lesson that has such a number.
PLUS_MINUS = (
    "± is one standard deviation over the seeds: how far single trainings lie apart. Whether a "
    "difference is more than chance is judged by the 95 % interval of its mean."
)


def marked(text: str) -> str:
    """The text with its spans as HTML, and numbers that stay in one line with their units.

    Raises:
        ValueError: there is no mark of this name.
    """
    return SPAN.sub(_span, WITHIN_A_NUMBER.sub("\u00a0", text))


def _span(match: re.Match[str]) -> str:
    words, name = match.groups()
    if "." in name:
        return f'<span class="follows" data-follows="{name}">{words}</span>'
    return f'<span class="mark" style="color: var(--mm-{_variable(name)})">{words}</span>'


def _variable(name: str) -> str:
    if name in ROLES:
        return name
    if name in LOSSES:
        return f"loss-{name}"
    if re.fullmatch(r"class-\d", name) and int(name[-1]) < len(COLOURS):
        return name
    raise ValueError(f"There is no mark {name!r}: {', '.join(ROLES)}, class-0, or a loss.")
