"""The starting points: eight, each with its own name, one sentence, and one thing to watch."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from app.controls.settings import widgets_of
from app.starting_points.table import STARTING_POINTS, StartingPoint

EACH = pytest.mark.parametrize("point", STARTING_POINTS, ids=lambda point: point.slug)


def test_there_are_eight_and_none_looks_like_another() -> None:
    assert len(STARTING_POINTS) == 8
    for name in ("slug", "title", "sentence", "watch", "config"):
        assert len({getattr(point, name) for point in STARTING_POINTS}) == 8, name


@EACH
def test_the_words_are_short(point: StartingPoint) -> None:
    assert re.fullmatch(r"[a-z0-9-]{3,20}", point.slug)
    assert len(point.title) <= 45
    assert point.watch.endswith(".")
    assert len(point.watch) <= 110
    names = [name for _, name, _, _ in Formatter().parse(point.sentence) if name]
    assert names, "a sentence without a number claims nothing that can be checked"


@EACH
def test_the_controls_can_make_it_and_what_stands_beside_it(point: StartingPoint) -> None:
    assert widgets_of(point.config)
    if point.beside is not None:
        assert widgets_of(point.beside)
        assert point.beside != point.config
