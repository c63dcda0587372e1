"""Options: what is allowed, what a form is given, and that a field stays an ordinary field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from toy_models.data import DATA_SETS
from toy_models.data.option import Choice, Range, Switch, check, choice, number, options_of, switch


@dataclass(frozen=True, kw_only=True)
class Stars:
    kind: ClassVar[str] = "stars"

    count: int = number(7, 1, 9, title="Stars", help="In the sky.", offered=(2, 8, 2), start=4)
    shape: str = choice("round", {"round": "Round", "flat": "Flat"}, title="Shape", key="form")
    night: bool = switch(False, off=False, on=True, title="At night")
    grain: float = number(0.5, 0.0, 1.0)
    note: str = "no option"

    def __post_init__(self) -> None:
        check(self)


def test_a_field_is_an_ordinary_field_with_its_default() -> None:
    assert Stars() == Stars(count=7, shape="round", night=False, grain=0.5)
    assert "count=7" in repr(Stars())


def test_a_form_is_given_words_rule_start_and_key() -> None:
    count, shape, night, grain = options_of(Stars)
    assert (count.name, count.title, count.help) == ("count", "Stars", "In the sky.")
    assert (count.default, count.start, count.key) == (7, 4, "stars_count")
    assert count.rule == Range(1, 9, (2, 8, 2))
    assert (shape.rule, shape.start, shape.key) == (
        Choice({"round": "Round", "flat": "Flat"}),
        "round",
        "form",
    )
    assert (night.rule, night.title) == (Switch(False, True), "At night")
    assert (grain.title, grain.key) == ("", "stars_grain")  # allowed, but in no form
    assert options_of(Stars()) == options_of(Stars)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"count": 0}, "stars count must be 1 to 9, not 0."),
        ({"count": 10}, "stars count must be 1 to 9, not 10."),
        ({"grain": float("nan")}, "stars grain must be 0 to 1, not nan."),
        ({"shape": "square"}, "stars shape must be round or flat, not square."),
        ({"night": 2}, "stars night must be False or True, not 2."),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  (the whole sentence is compared)
        Stars(**change)  # type: ignore[arg-type]
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("data", [Stars, *DATA_SETS.values()])
def test_both_ends_of_what_a_form_offers_are_allowed(data: type) -> None:
    for option in options_of(data):
        assert option.rule.allows(option.start)
        if isinstance(option.rule, Range) and option.rule.offered:
            low, high, step = option.rule.offered
            assert option.rule.allows(low)
            assert option.rule.allows(high)
            assert low <= option.start <= high
            assert step > 0
