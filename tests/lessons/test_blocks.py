"""The blocks of a part: slots with settings, predictions to draw with their replies."""

from __future__ import annotations

import pytest

from lessons.blocks import NarrativeError, Slot
from lessons.narrative import parse

HEAD = '+++\nnumber = 1\ntitle = "A?"\nminutes = 1\n+++\n# One?\n\n'
REST = (
    "\n## Play\n\nSo.\n\n## Why\n\nBecause.\n\n## Why\n\nAnd.\n\n"
    "## Transfer\n\n- [x] a\n- [ ] b\n\n## Answer\n\na\n"
)
DRAWN = """## Predict

Where?

![a line](draw:circle.border)

- close
  > near, $x$
- above
  > too far
"""


def test_a_slot_has_what_a_step_sets() -> None:
    text = HEAD + "![seen](figure:circle?angle=20..100..55&m=0.1)\n\n" + DRAWN + REST
    (question,) = parse(text, {}).questions
    assert question.parts[0].slots == (
        Slot("circle", "seen", {"angle": "20..100..55", "m": "0.1"}),
    )


def test_a_prediction_can_be_drawn_instead_of_chosen() -> None:
    (question,) = parse(HEAD + DRAWN + REST, {}).questions
    predict = question.parts[0]
    assert predict.drawing
    assert (predict.drawing.slot, predict.drawing.ask) == ("circle", "border")
    assert predict.drawing.replies == {"close": "near, $x$", "above": "too far"}
    assert predict.options == ()
    assert predict.text == "Where?"
    assert [part.kind for part in question.parts].count("Why") == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (DRAWN + "\nOr:\n\n- [x] a\n- [ ] b\n", "for an option or for a drawing"),
        (DRAWN + "\n![b](draw:circle.other)\n", "one drawing"),
        (DRAWN.replace("draw:circle.border", "draw:circle"), "a drawing, draw:slot.ask"),
        (DRAWN.replace("![a line](draw:circle.border)", ""), "one drawing"),
    ],
)
def test_what_breaks_the_convention_is_named(body: str, words: str) -> None:
    with pytest.raises(NarrativeError, match=words):
        parse(HEAD + body + REST, {})
