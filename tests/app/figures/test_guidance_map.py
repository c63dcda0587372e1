"""The map of the experiment: where marks lie, how they look, what the pointer reads."""

import itertools
import math

import pytest

from app.figures.guidance_map import MARK, ROOT, map_of, words_of
from app.guidance.words import cell_in_words
from app.look.colour import contrast
from app.look.themes import DARK, LIGHT, Theme
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import FILE, read_answer
from toy_models.guidance.cells import cell_of
from toy_models.guidance.from_rows import computed
from toy_models.guidance.rows import RESULTS

ROWS = screen_rows(as_predicted, error_as_predicted)


def test_the_map_has_a_half_for_each_heat_and_shapes_say_which_labels_are_wrong() -> None:
    points = computed(ROWS, []).points
    halves = map_of(points, "", LIGHT).data
    for half, heat in zip(halves, (0.8, 2.5), strict=True):
        names = [name for name, _ in half.customdata]
        assert {cell_of(name).heat for name in names} == {heat}
        assert [symbol.startswith("x") for symbol in half.marker.symbol] == [
            cell_of(name).wrong > 0 for name in names
        ]


def test_the_chosen_mark_has_a_ring_and_the_look_of_its_verdict() -> None:
    points = read_answer(RESULTS / FILE).points
    plain = map_of(points, "", LIGHT).data
    for point in points:
        *halves, ring = map_of(points, point.cell, LIGHT).data
        assert tuple(halves) == plain
        half = next(half for half in halves if half.xaxis == ring.xaxis)
        at = [name for name, _ in half.customdata].index(point.cell)
        assert (ring.x[0], ring.y[0]) == (half.x[at], half.y[at])
        assert ring.hoverinfo == "skip"  # a click beside the mark is not on the ring


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_each_verdict_has_its_look_which_the_key_names(theme: Theme) -> None:
    points = read_answer(RESULTS / FILE).points
    figure = map_of(points, "", theme)
    of = {point.cell: point.difference.words for point in points}
    looks: dict[str, set[tuple[str, bool]]] = {}
    for half in figure.data:
        for (name, _), colour, symbol in zip(
            half.customdata, half.marker.color, half.marker.symbol, strict=True
        ):
            looks.setdefault(of[name], set()).add((colour, symbol.endswith("-open")))
    assert sorted(looks) == ["equal", "less", "not decided"]
    assert all(len(look) == 1 for look in looks.values())
    assert len(set.union(*looks.values())) == 3
    assert looks["less"] == {(theme.rival, False)}
    for ((colour, _),) in looks.values():
        assert contrast(colour, theme.paper) > 3
    key = figure.layout.annotations[0].text
    for words in ("worse", "equal within 1 point", "○</span> not decided", "15 % of labels wrong"):
        assert words in key
    assert "better" not in key  # no setting is


def test_the_pointer_reads_a_setting_in_the_words_of_the_page() -> None:
    (point,) = (
        one for one in read_answer(RESULTS / FILE).points
        if one.cell == "K1000 d64 c32 s2.5 w0.15 f0.7 n1800"
    )  # fmt: skip
    cell = cell_of(point.cell)
    said = words_of(point, cell).split("<br>")
    assert ", ".join(said[1:4]) == cell_in_words(cell)
    assert said[0] == "s = 2.5 s<sub>A</sub> = 24.4"
    assert said[-1] == "<b>worse by 2.9</b>"


def test_marks_of_one_place_can_be_told_apart_and_stay_between_none_and_all() -> None:
    points = read_answer(RESULTS / FILE).points
    for half in map_of(points, "", LIGHT).data:
        marks = [(x / MARK[0], y / MARK[1]) for x, y in zip(half.x, half.y, strict=True)]
        assert min(math.dist(*pair) for pair in itertools.combinations(marks, 2)) > 0.95
        assert all(0 <= x <= 1.001 for x in half.x)
        # Marks that nothing covers stand at the root of their error, the others near it.
        of = {point.cell: point.error**ROOT for point in points}
        off = [abs(x - of[name]) for x, (name, _) in zip(half.x, half.customdata, strict=True)]
        assert sum(one < 1e-9 for one in off) > 2
        assert max(off) < 3 * MARK[0]


def test_no_difference_has_no_sign() -> None:
    figure = map_of(computed(ROWS, []).points, "", LIGHT)
    assert figure.layout.yaxis.tickformat == "~g"


def test_the_map_has_no_more_room_than_its_intervals_and_the_band_need() -> None:
    found = read_answer(RESULTS / FILE).points
    low, high = map_of(found, "", LIGHT).layout.yaxis.range
    assert low < 100 * min(one.difference.interval.low for one in found) < 0.9 * low
    assert 1 < high < 3
