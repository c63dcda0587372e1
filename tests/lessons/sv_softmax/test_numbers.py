"""The numbers of the narrative, and that it cannot be read when they contradict it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from evidence.differences import Difference
from evidence.measures import Measures
from lessons.narrative import NarrativeError, parse
from lessons.sv_softmax.experiment import NAMES, SOFTMAX, SV, Result
from lessons.sv_softmax.numbers import numbers
from tests.lessons.sv_softmax.small import FOLDER, stored
from toy_models.open_set.results import stored_measures

NARRATIVE = FOLDER.text("narrative.md")
AM, SV_AM = NAMES.index("am_softmax"), NAMES.index("sv_am_softmax")


def test_the_counts_of_the_trap_are_counts() -> None:
    written, result = numbers(stored(), FOLDER.shown)["trap"], stored()
    for r, key in enumerate(("scratch", "warm", "sphere")):
        for at, name in enumerate(NAMES):
            count = sum(
                float(result.trap_accuracy_RCSL[r, c, s, at]) == 1.0
                for c in range(len(result.config.trap_classes))
                for s in range(len(result.config.trap_seeds))
            )
            assert written[key][name] == count
    assert written["all"] == 60


def test_the_sample_to_follow_is_on_the_wrong_side_to_the_end() -> None:
    run = FOLDER.shown("trap")
    (row,) = np.flatnonzero(run.samples_N == numbers(stored(), FOLDER.shown)["trap"]["lost"])
    assert run.rival_angle_KLN[-1, SV, row] < run.target_angle_KLN[-1, SV, row]


def test_a_difference_is_taken_seed_by_seed() -> None:
    result = stored()
    written = numbers(result, FOLDER.shown)["space"]["sphere"]["gap_more"]["am"]
    by_hand = [
        float(seed[-1, AM] - seed[-1, SOFTMAX]) for seed in result.gap_DSKL[1].astype(np.float64)
    ]
    assert written.mean == pytest.approx(np.mean(by_hand), rel=1e-5)
    assert str(written) == str(Difference(np.array(by_hand), 1))


def test_the_paper_figures_of_one_sample() -> None:
    """By hand: s = 30, t = 1.2, 61 degrees from its own class and 59 from the rival."""
    written = numbers(stored(), FOLDER.shown)["sample"]
    own, rival = np.cos(np.radians([61, 59]))
    plain = np.log1p(np.exp(30 * (rival - own)))
    guided = np.log1p(np.exp(30 * (1.2 * rival + 0.2 - own)))
    assert (
        (written["softmax"], written["sv"]) == (f"{plain:.1f}", f"{guided:.1f}") == ("1.2", "10.0")
    )
    assert written["h"] == f"{np.exp(30 * 0.2 * (rival + 1)):,.0f}"
    assert written["far_ratio"] == "1.2"
    assert written["near_same"]


def read(result: Result, faces: dict[str, list[Measures]] | None = None) -> None:
    parse(NARRATIVE, numbers(result, FOLDER.shown, faces))


def test_the_narrative_reads_with_the_stored_result() -> None:
    read(stored())


def swapped(array: np.ndarray, first: int, second: int) -> np.ndarray:
    """Two losses change places."""
    order = list(range(array.shape[-1]))
    order[first], order[second] = second, first
    return array[..., order]


def apart_by_a_bit(result: Result) -> Result:
    apart = result.limit_apart_BSK.copy()
    apart[0, 0, -1] = 1e-8
    return replace(result, limit_apart_BSK=apart)


CHANGES: dict[str, Callable[[Result], Result]] = {
    "SV-Softmax sticks less": lambda r: replace(
        r, trap_accuracy_RCSL=swapped(r.trap_accuracy_RCSL, SOFTMAX, SV)
    ),
    "the sphere does not mend it": lambda r: replace(
        r, trap_accuracy_RCSL=r.trap_accuracy_RCSL[[0, 1, 0]]
    ),
    "margins do not widen the gap": lambda r: replace(
        r, gap_DSKL=swapped(r.gap_DSKL, SOFTMAX, AM)
    ),
    "SV-Softmax widens the gap": lambda r: replace(r, gap_DSKL=swapped(r.gap_DSKL, SOFTMAX, SV)),
    "the limit is not exact": apart_by_a_bit,
    "overlapping clusters come right": lambda r: replace(
        r, limit_support_BSK=np.zeros_like(r.limit_support_BSK)
    ),
    "guidance helps with wrong labels": lambda r: replace(
        r, noisy_accuracy_SL=swapped(r.noisy_accuracy_SL, AM, SV_AM)
    ),
    "no margin makes more support vectors": lambda r: replace(
        r, band_support_MX=np.ones_like(r.band_support_MX)
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_narrative_falls_when_the_result_says_otherwise(change: str) -> None:
    with pytest.raises(NarrativeError, match="says otherwise"):
        read(CHANGES[change](stored()))


def test_the_narrative_falls_when_the_faces_say_otherwise() -> None:
    faces = stored_measures()
    faces["sv_softmax"] = [
        replace(seed, tar=tuple(min(1, tar + 0.2) for tar in seed.tar))
        for seed in faces["sv_softmax"]
    ]
    with pytest.raises(NarrativeError, match="says otherwise"):
        read(stored(), faces)
