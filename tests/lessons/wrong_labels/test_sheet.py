"""The sheet: one label, three wrong pictures, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.wrong_labels.sheet import SHOWN, WRONG, chosen
from toy_models.data import Families, load

FACES = Families(identities=8, images=30, size=16)


def test_three_of_twelve_are_wrong() -> None:
    data = load(FACES, 0.2, 1)
    rows_P = chosen(data, [1])
    assert len(set(rows_P)) == SHOWN
    assert len(set(data.labels_N[rows_P])) == 1
    true_P = data.true_labels_N[rows_P]
    wrong_P = true_P != data.labels_N[rows_P]
    assert wrong_P.sum() == WRONG
    assert len(set(true_P[wrong_P])) > 1
    np.testing.assert_array_equal(rows_P, chosen(data, [1]))
    assert (rows_P != chosen(data, [2])).any()


def test_without_wrong_labels_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match=r"^No label has 3 wrong pictures and 9 right ones\.$"):
        chosen(load(FACES, 0.0, 1), [1])
