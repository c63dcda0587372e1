"""The verdict: who is ahead, by how much, and no claim where the interval holds 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import t

from app.seeds.measures import MEASURES, Measure
from app.seeds.verdict import Pair, Sentence, how, pairs, summary
from app.seeds.verdict import sentences as found_of
from toy_models.config import LossChoice

ACCURACY, GAP = MEASURES[0], MEASURES[1]
SECOND = [(1, 0)]  # the second loss against the first
FIRST = np.array([90.0, 91.0, 89.0, 90.5, 90.2])


def against(difference: list[float]) -> np.ndarray:
    return np.column_stack([FIRST, FIRST + difference])


def sentences(
    measure: Measure, values_SL: np.ndarray, titles: Sequence[str], compared: Sequence[Pair]
) -> list[str]:
    return [each.words for each in found_of(measure, values_SL, titles, compared)]


def test_a_line_names_what_is_decided_and_counts_the_rest() -> None:
    lead, open_ = Sentence("Arc beats Softmax.", decided=True), Sentence("Not so.", decided=False)
    assert summary([lead, open_, open_], 5) == (
        "**5 seeds decide 1 of 3 comparisons:** Arc beats Softmax."
    )
    assert summary([open_, open_], 5) == "5 seeds decide none of 2 comparisons."
    assert summary([], 5) == ""


def test_a_clear_lead_has_its_interval() -> None:
    leads = [3.0, 3.4, 2.8, 3.1, 3.2]
    half = t.ppf(0.975, 4) * np.std(leads, ddof=1) / np.sqrt(5)
    expected = f"Arc beats Softmax by 3.1 points ({3.1 - half:.1f} to {3.1 + half:.1f})."
    assert found_of(ACCURACY, against(leads), ("Softmax", "Arc"), SECOND) == [
        Sentence(expected, decided=True)
    ]


def test_a_clear_deficit_is_said_without_a_sign() -> None:
    (found,) = sentences(GAP, against([-3.0, -3.4, -2.8, -3.1, -3.2]), ("Softmax", "Focal"), SECOND)
    assert found.startswith("The gap of Focal is narrower than that of Softmax by 3.1°")


def test_no_difference_is_claimed_where_none_can_be_seen() -> None:
    (found,) = sentences(ACCURACY, against([3.0, -3.0, 1.0, -1.0, 0.5]), ("Softmax", "Arc"), SECOND)
    half = t.ppf(0.975, 4) * np.std([3.0, -3.0, 1.0, -1.0, 0.5], ddof=1) / np.sqrt(5)
    assert found == (
        f"5 seeds do not decide between Arc and Softmax: Arc may be {half - 0.1:.1f} points lower, "
        f"{half + 0.1:.1f} points higher, or anything between."
    )


def test_equal_losses_are_called_equal() -> None:
    assert sentences(ACCURACY, against([0.0] * 5), ("Softmax", "SV"), SECOND) == [
        "SV and Softmax are equal in all 5 seeds."
    ]


def test_each_loss_is_compared_with_the_first_and_several_are_stricter() -> None:
    leads = [2.0, 0.9, 1.7, 0.1, 1.1]
    assert "beats" in sentences(ACCURACY, against(leads), ("Softmax", "Arc"), SECOND)[0]
    many = np.column_stack([against(leads), *[FIRST + leads[::-1]] * 4])
    compared = [(loss, 0) for loss in range(1, 6)]
    found = sentences(ACCURACY, many, ("Softmax", "Arc", "A", "B", "C", "D"), compared)
    assert len(found) == 5
    assert found[0].startswith("5 seeds do not decide between Arc and Softmax")
    assert "5 intervals" in how(5)
    assert "intervals of a measure" not in how(1)


def test_guidance_is_compared_with_the_same_loss_without_it() -> None:
    softmax, arc = LossChoice.of("norm_softmax"), LossChoice.of("arc_softmax", margin=0.3)
    sv_arc = LossChoice.of("sv_arc_softmax", margin=0.3, t=1.1)
    assert pairs([softmax, arc, sv_arc]) == [(1, 0), (2, 0), (2, 1)]
    assert pairs([softmax, LossChoice.of("arc_softmax", margin=0.5), sv_arc]) == [(1, 0), (2, 0)]
    assert pairs([arc, sv_arc]) == [(1, 0)]
    assert pairs([softmax]) == []
    values = np.column_stack([FIRST, FIRST + 3, FIRST + np.array([3.5, 2.8, 3.2, 2.9, 2.4])])
    found = sentences(ACCURACY, values, ("Softmax", "Arc", "SV-Arc"), [(1, 0), (2, 0), (2, 1)])
    assert found[2].startswith("5 seeds do not decide between SV-Arc and Arc")


def test_a_single_loss_is_compared_with_nothing() -> None:
    assert sentences(ACCURACY, FIRST[:, None], ("Softmax",), []) == []
