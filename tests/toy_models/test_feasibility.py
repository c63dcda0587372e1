"""Whether a margin can be met: hand values, limits, and the loss worked out in a loop."""

from __future__ import annotations

import math

import numpy as np
import pytest

from toy_models.config import LossChoice
from toy_models.feasibility import judge, largest_margin, room_of, verdict
from toy_models.packing import CLASSES, DIMENSIONS


def test_ten_classes_in_the_plane_allow_0628_radians_and_0191_cosine_units() -> None:
    assert largest_margin("arc", 10, 2) == pytest.approx(0.628, abs=5e-4)
    assert largest_margin("am", 10, 2) == pytest.approx(0.191, abs=5e-4)
    assert largest_margin("arc", 10, 3) == pytest.approx(1.15, abs=6e-3)
    assert largest_margin("am", 10, 3) == pytest.approx(0.60, abs=6e-3)


@pytest.mark.parametrize("kind", ["am", "arc"])
@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("classes", [3, 10, 20])
def test_the_verdict_turns_at_the_largest_margin(kind: str, dimension: int, classes: int) -> None:
    most = largest_margin(kind, classes, dimension)  # type: ignore[arg-type]
    allowed = 1.0 if kind == "am" else 1.5
    for margin, possible in ((most - 1e-3, True), (most + 1e-3, False)):
        if margin > allowed:
            continue
        for name in (f"{kind}_softmax", f"sv_{kind}_softmax"):
            told = judge(LossChoice.of(name, margin=margin), classes, dimension)
            assert (told.verdict != "never") == possible
            assert (told.room >= 0) == possible


def test_the_papers_settings_cannot_be_met_by_ten_classes_in_the_plane() -> None:
    assert judge(LossChoice.of("am_softmax"), 10, 2).verdict == "never"
    assert judge(LossChoice.of("sv_am_softmax"), 10, 2).verdict == "never"
    assert judge(LossChoice.of("arc_softmax"), 10, 2).verdict == "barely"
    assert judge(LossChoice.of("am_softmax"), 10, 64).verdict == "met"


@pytest.mark.parametrize(
    ("scale", "classes", "p"), [(8, 10, 0.694), (16, 10, 0.914), (30, 10, 0.9935), (30, 20, 0.682)]
)
def test_the_best_probability_in_the_plane(scale: float, classes: int, p: float) -> None:
    told = judge(LossChoice.of("norm_softmax", scale=scale), classes, 2)
    assert told.best_p == pytest.approx(p, abs=6e-4)
    assert told.floor == pytest.approx(-math.log(told.best_p))


@pytest.mark.parametrize("classes", [3, 10, 20])
def test_a_simplex_has_the_floor_of_the_closed_form(classes: int) -> None:
    told = judge(LossChoice.of("norm_softmax", scale=8.0), classes, 64)
    rest = (classes - 1) * math.exp(-8 * classes / (classes - 1))
    assert told.floor == pytest.approx(math.log1p(rest))


def test_with_a_margin_and_guidance_it_is_the_equation_in_a_loop() -> None:
    s, m, t = 10.0, 0.7, 1.3
    told = judge(LossChoice.of("sv_arc_softmax", scale=s, margin=m, t=t), 10, 2)
    f = math.cos(m)
    below = 0.0
    for k in range(1, 10):
        cosine = math.cos(2 * math.pi * k / 10)
        below += math.exp(s * (t * cosine + t - 1 if cosine > f else cosine))
    assert told.best_p == pytest.approx(math.exp(s * f) / (math.exp(s * f) + below))
    assert told.verdict == "never"


def test_the_room_is_what_geometry_says() -> None:
    nearest = 2 * math.pi / 5
    assert judge(LossChoice.of("norm_softmax"), 5, 2).room == pytest.approx(nearest / 2)
    arc = judge(LossChoice.of("arc_softmax", margin=0.5), 5, 2)
    assert arc.room == pytest.approx((nearest - 0.5) / 2)
    a = judge(LossChoice.of("a_softmax", margin=3.0), 5, 2)
    assert a.room == pytest.approx(nearest / 4)  # 3 theta = nearest - theta


def test_an_impossible_margin_lacks_so_many_radians() -> None:
    told = judge(LossChoice.of("arc_softmax", margin=0.9), 10, 2)
    assert told.room == pytest.approx(2 * math.pi / 10 - 0.9)


def test_mining_alone_changes_no_boundary_and_keeps_a_sample_that_is_alone() -> None:
    plain = judge(LossChoice.of("norm_softmax"), 10, 2)
    kept = judge(LossChoice.of("hm_softmax", keep=0.1), 10, 2)
    assert (kept.room, kept.verdict) == (plain.room, plain.verdict)
    assert kept.floor == pytest.approx(plain.floor)
    focal = judge(LossChoice.of("f_softmax"), 10, 2)
    assert focal.floor == pytest.approx((1 - plain.best_p) ** 2 * plain.floor)


def test_verdicts_in_words() -> None:
    assert verdict(-1e-9, 1.0) == "never"
    assert verdict(0.0, 1.0) == "barely"
    assert verdict(0.124, 1.0) == "barely"
    assert verdict(0.126, 1.0) == "met"


def test_no_margin_has_half_the_way() -> None:
    assert room_of(lambda theta: float(np.cos(theta)), 1.0) == pytest.approx(0.5)
    assert room_of(lambda theta: 1.0, 1.0) == 0.5


@pytest.mark.parametrize("name", ["softmax", "magface", "adaface"])
def test_what_reads_lengths_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="reads lengths; only cosines are judged here"):
        judge(LossChoice.of(name), 10, 2)


def test_unknown_arrangements_are_refused() -> None:
    assert 21 not in CLASSES
    with pytest.raises(ValueError, match="2 to 20 classes"):
        judge(LossChoice.of("norm_softmax"), 21, 2)


def test_inter_topk_is_judged_by_its_margin() -> None:
    for margin in (0.2, 0.7):
        pushed = judge(LossChoice.of("inter_topk", margin=margin), 10, 2)
        plain = judge(LossChoice.of("arc_softmax", margin=margin), 10, 2)
        assert (pushed.verdict, pushed.room) == (plain.verdict, pytest.approx(plain.room))
