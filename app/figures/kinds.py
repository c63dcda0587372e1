"""The kinds of samples that charts tell apart, in the same words and colours everywhere.

A sample has support vectors: wrong classes that beat its own class, after the margin if the loss
has one.  The stage's captions (`app/stage/browser/captions.js`) say what each word means.
"""

from __future__ import annotations

from app.look.colour import mix
from app.look.themes import Theme

#: In the order of `toy_models.record.OWNERS`.  Short, so that a legend fits on a phone.
KINDS = ("easy", "semi-hard", "hard", "wrong label")
WRONG_LABEL = "#B744CF"


def kind_colours(theme: Theme) -> tuple[str, ...]:
    """A colour for each kind: easy samples are quiet, hard ones and wrong labels stand out."""
    semi_hard = mix(theme.own, theme.paper, 0.35)
    return theme.faint, semi_hard, theme.rival, WRONG_LABEL
