"""Names of losses on axes are short, and all differ."""

from lessons.drawing.names import short_title, title
from losses.catalogue import LOSSES


def test_names_are_those_of_the_catalogue() -> None:
    assert title("sv_am_softmax") == LOSSES["sv_am_softmax"].title
    short = [short_title(name) for name in ("norm_softmax", "sv_arc_softmax", "f_softmax")]
    assert short == ["Softmax", "SV-Arc", "Focal"]
