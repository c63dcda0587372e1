"""Margins that cannot be met, with the largest that can."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.toy_runs.comparison import scene_of
from app.toy_runs.margins import FILLED, all_unmet, class_count, filled, unmet
from tests.app.runs import flat
from toy_models.config import LossChoice
from toy_models.data import DATA_SETS, Blobs, Digits, Faces, Mnist, Table
from toy_models.first_run import FIRST_RUN


@pytest.mark.parametrize(
    ("choice", "classes", "dimension", "sentence"),
    [
        (
            LossChoice.of("arc_softmax", margin=0.64),
            10,
            2,
            "Arc-Softmax: m = 0.64 rad (37°) cannot be met; 10 classes on a circle allow "
            "0.63 rad (36°) at most.",
        ),
        (LossChoice.of("arc_softmax", margin=0.62), 10, 2, ""),
        (
            LossChoice.of("sv_am_softmax", margin=0.2),
            10,
            2,
            "SV-AM-Softmax: m = 0.2 cannot be met; 10 classes on a circle allow 0.19 at most.",
        ),
        (LossChoice.of("am_softmax", margin=0.2), 10, 3, ""),
        (
            LossChoice.of("composed", f="am", margin=0.99),
            20,
            3,
            "The composed loss: m = 0.99 cannot be met; 20 classes on a sphere allow 0.32 at most.",
        ),
        (LossChoice.of("norm_softmax"), 10, 2, ""),
        (LossChoice.of("arc_softmax", margin=1.0), 40, 8, ""),  # no arrangement is known
    ],
)
def test_a_margin(choice: LossChoice, classes: int, dimension: int, sentence: str) -> None:
    assert unmet(choice, classes, dimension) == sentence


def test_how_many_classes_data_will_have() -> None:
    assert class_count(Blobs(classes=7)) == 7
    assert class_count(Faces(identities=12)) == 12
    assert class_count(Digits()) == class_count(Mnist()) == 10
    assert class_count(Table(text="x,label\n")) is None
    assert {kind for kind, data in DATA_SETS.items() if kind != "csv" and class_count(data())} == (
        set(DATA_SETS) - {"csv"}
    )


def test_the_losses_of_a_config() -> None:
    assert all_unmet(FIRST_RUN) == []
    strong = replace(FIRST_RUN, losses=(LossChoice.of("arc_softmax", margin=0.9),))
    assert len(all_unmet(strong)) == 1
    assert all_unmet(replace(strong, data=Table(text="x,label\n"))) == []
    assert all_unmet(strong, classes=3) == []


def test_a_circle_that_softmax_fills_alone_is_said() -> None:
    """Four classes leave 90° to each; the first panel has no margin, the third has one."""
    scene = scene_of(flat())

    def with_gap(degrees: float, **changes: object) -> str:
        gap_KL = np.full_like(scene.arrays["angle_gap_L"], np.radians(degrees))
        arrays = {**scene.arrays, "angle_gap_L": gap_KL}
        return filled(replace(scene, arrays=arrays, **changes))  # type: ignore[arg-type]

    assert with_gap(90 * FILLED + 1).startswith("4 classes on a circle leave 90° to each, so no")
    assert with_gap(90 * FILLED - 1) == ""
    assert with_gap(89, dimension=3) == ""
    without = tuple(replace(panel, has_margin=False) for panel in scene.panels)
    assert with_gap(89, panels=without) == ""
