"""The verdict: who is ahead, by how much, and no claim where the interval holds 0."""

from __future__ import annotations

import numpy as np
from scipy.stats import t

from app.seeds.measures import MEASURES
from app.seeds.verdict import how, sentences

ACCURACY, GAP = MEASURES[0], MEASURES[1]
FIRST = np.array([90.0, 91.0, 89.0, 90.5, 90.2])


def against(difference: list[float]) -> np.ndarray:
    return np.column_stack([FIRST, FIRST + difference])


def test_a_clear_lead_has_its_interval() -> None:
    leads = [3.0, 3.4, 2.8, 3.1, 3.2]
    half = t.ppf(0.975, 4) * np.std(leads, ddof=1) / np.sqrt(5)
    expected = (
        f"Arc beats Softmax by 3.1 points ({3.1 - half:.1f} to {3.1 + half:.1f}), over 5 seeds."
    )
    assert sentences(ACCURACY, against(leads), ("Softmax", "Arc")) == [expected]


def test_a_clear_deficit_is_said_without_a_sign() -> None:
    (found,) = sentences(GAP, against([-3.0, -3.4, -2.8, -3.1, -3.2]), ("Softmax", "Focal"))
    assert found.startswith("The angle gap of Focal is narrower than that of Softmax by 3.1°")


def test_no_difference_is_claimed_where_none_can_be_seen() -> None:
    (found,) = sentences(ACCURACY, against([3.0, -3.0, 1.0, -1.0, 0.2]), ("Softmax", "Arc"))
    assert found.startswith("No difference between Arc and Softmax can be seen with 5 seeds (")
    assert "-" not in found  # a minus sign is none of the keyboard's


def test_equal_losses_are_called_equal() -> None:
    assert sentences(ACCURACY, against([0.0] * 5), ("Softmax", "SV")) == [
        "SV and Softmax are equal in all 5 seeds."
    ]


def test_each_loss_is_compared_with_the_first_and_several_are_stricter() -> None:
    leads = [2.0, 0.9, 1.7, 0.1, 1.1]
    assert "beats" in sentences(ACCURACY, against(leads), ("Softmax", "Arc"))[0]
    many = np.column_stack([against(leads), *[FIRST + leads[::-1]] * 4])
    found = sentences(ACCURACY, many, ("Softmax", "Arc", "A", "B", "C", "D"))
    assert len(found) == 5
    assert found[0].startswith("No difference between Arc and Softmax")
    assert "5 intervals" in how(6)
    assert "intervals" not in how(2)


def test_a_single_loss_is_compared_with_nothing() -> None:
    assert sentences(ACCURACY, FIRST[:, None], ("Softmax",)) == []
