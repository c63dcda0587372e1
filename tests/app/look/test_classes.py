"""Classes: ten colours and shapes that all eyes tell apart, on every ground."""

from itertools import combinations

import pytest

from app.look.classes import COLOURS, SYMBOLS, class_colour, class_symbol
from app.look.colour import VISIBLE, contrast
from app.look.themes import DARK, LIGHT, PROJECTOR, Theme
from tests.app.look.eyes import EYES, apart


def test_ten_classes_have_ten_colours_and_as_many_shapes() -> None:
    assert len({class_colour(k) for k in range(10)}) == len(COLOURS) == 10
    assert len({class_symbol(k) for k in range(10)}) == len(SYMBOLS) == 10


def test_a_hundred_classes_differ_in_colour_or_shape() -> None:
    assert len({(class_colour(k), class_symbol(k)) for k in range(100)}) == 100


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR])
def test_every_mark_is_visible_on_its_paper(theme: Theme) -> None:
    assert min(contrast(colour, theme.paper) for colour in COLOURS) >= VISIBLE


@pytest.mark.parametrize("eyes", EYES)
def test_ten_classes_are_told_apart_by_colour_alone(eyes: str) -> None:
    assert min(apart(a, b, eyes) for a, b in combinations(COLOURS, 2)) > 14
