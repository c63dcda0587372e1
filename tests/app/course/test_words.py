"""Words in the colour of a mark, and words that follow a figure."""

from __future__ import annotations

import pytest

from app.course.words import marked


def test_words_take_the_colour_of_a_mark() -> None:
    for name, variable in (
        ("own", "own"),
        ("class-3", "class-3"),
        ("arc_softmax", "loss-arc_softmax"),
    ):
        assert marked(f"a [b $x$]{{{name}}} c") == (
            f'a <span class="mark" style="color: var(--mm-{variable})">b $x$</span> c'
        )


def test_a_name_with_a_point_follows_a_figure() -> None:
    assert marked("[40°]{push.angle}") == (
        '<span class="follows" data-follows="push.angle">40°</span>'
    )
    assert "push.loss.am_softmax" in marked("[1]{push.loss.am_softmax}")


def test_no_line_ends_within_a_number_with_its_unit_or_spread() -> None:
    assert marked("28 ± 5 % of 100") == "28\u00a0±\u00a05\u00a0% of 100"


def test_links_and_formulas_stay() -> None:
    text = "[a](#b?c=1) and $h_{k}$ and [x]"
    assert marked(text) == text


@pytest.mark.parametrize("name", ["nobody", "class-99"])
def test_an_unknown_mark_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        marked(f"[a]{{{name}}}")
