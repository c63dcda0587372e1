"""The kinds of samples: a word and a colour for each that the record counts."""

from app.figures.kinds import KINDS, kind_colours
from app.look.themes import DARK, LIGHT
from toy_models.record import OWNERS


def test_every_kind_has_a_word_and_a_colour_of_its_own() -> None:
    assert len(set(KINDS)) == len(OWNERS)
    for theme in (LIGHT, DARK):
        assert len(set(kind_colours(theme))) == len(KINDS)
