"""Which pictures are on the sheet that the reader searches: all with one label, some wrong.

N: training pictures, P: pictures on the sheet.
"""

from __future__ import annotations

import numpy as np

from toy_models.data.dataset import Dataset

SHOWN, WRONG = 12, 3  # pictures on a sheet, and how many of them have a wrong label


def chosen(data: Dataset, order: list[int]) -> np.ndarray:
    """Rows of the pictures, in an order drawn with the seed `order`.  Shape (P,).

    The label is that whose pictures have the strongest contrast, as some toy faces can hardly be
    seen.  Its wrong pictures show as many people as there are.

    Raises:
        ValueError: no label has enough wrong pictures.
    """
    wrong_N = data.labels_N != data.true_labels_N
    found: list[tuple[float, np.ndarray]] = []
    for label in range(data.classes):
        here_N = data.labels_N == label
        wrong, right = np.flatnonzero(here_N & wrong_N), np.flatnonzero(here_N & ~wrong_N)
        if len(wrong) >= WRONG and len(right) >= SHOWN - WRONG:
            contrast = float(data.inputs_NI[right].mean(0).std())
            taken = _of_many_people(wrong, data.true_labels_N)
            found.append((contrast, np.concatenate([taken, right[: SHOWN - WRONG]])))
    if not found:
        raise ValueError(f"No label has {WRONG} wrong pictures and {SHOWN - WRONG} right ones.")
    rows_P = max(found, key=lambda one: one[0])[1]
    return np.random.default_rng(order).permutation(rows_P)


def _of_many_people(rows: np.ndarray, true_labels_N: np.ndarray) -> np.ndarray:
    """WRONG of the rows: first a picture of each person, then more."""
    _, first = np.unique(true_labels_N[rows], return_index=True)
    ranked = np.concatenate([np.sort(first), np.setdiff1d(np.arange(len(rows)), first)])
    return rows[ranked[:WRONG]]
