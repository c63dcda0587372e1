"""The settings in words, and those in which runs differ: two values of m never look the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.toy_runs.traits import differing, traits
from tests.app.runs import PLAIN, SMALL, flat
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.record import Run


def stand_in(**changes: object) -> Run:
    return replace(flat(), config=replace(SMALL, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "parameter", "values", "symbol"),
    [
        ("am_softmax", "margin", (0.3, 0.5), "AM-Softmax m"),
        ("sv_softmax", "t", (1.1, 1.2), "SV-Softmax t"),
        ("f_softmax", "gamma", (2.0, 3.0), "F-Softmax gamma"),
        ("norm_softmax", "scale", (16.0, 24.0), "Softmax s"),
    ],
)
def test_a_parameter_that_differs_is_named_in_both_runs(
    name: str, parameter: str, values: tuple[float, float], symbol: str
) -> None:
    runs = [stand_in(losses=(LossChoice.of(name, **{parameter: value}),)) for value in values]
    assert differing(runs) == [(f"{symbol} = {value:g}",) for value in values]


def test_an_angle_is_said_in_degrees_too() -> None:
    runs = [stand_in(losses=(LossChoice.of("arc_softmax", margin=m),)) for m in (0.3, 0.5)]
    assert differing(runs) == [
        ("Arc-Softmax m = 0.3 rad (17°)",),
        ("Arc-Softmax m = 0.5 rad (29°)",),
    ]


def test_settings_and_options_of_the_data_differ_too() -> None:
    runs = [
        stand_in(batch=32, data=Blobs(classes=4, per_class=8)),
        stand_in(batch=64, data=Blobs(classes=4, per_class=9), hidden=(8, 8)),
    ]
    assert differing(runs) == [
        ("blobs per class = 8", "hidden units = 8", "batch = 32"),
        ("blobs per class = 9", "hidden units = 8 × 8", "batch = 64"),
    ]


def test_what_only_one_run_has_is_no_difference() -> None:
    assert differing([stand_in(), stand_in(losses=(PLAIN,))]) == [(), ()]
    assert differing([stand_in()]) == [()]
    assert differing([]) == []


def test_every_other_field_is_in_words() -> None:
    shown = {"losses", "data", "seed", "steps", "embedding", "label_noise", "kept", "recorded"}
    fields = set(RunConfig.__dataclass_fields__) - shown
    assert len([name for name in traits(SMALL) if not name.startswith(("blobs", "S"))]) == len(
        fields
    )
