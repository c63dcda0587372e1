"""All pairs of many embeddings, a block of rows at a time.

All genuine scores are kept, and the highest impostor scores.

N: images, D: embedding dimension, B: images of a block.
"""

from __future__ import annotations

import numpy as np

from evidence.verification import Verification
from face_training.evaluation.highest import Highest

ROWS = 512  # images of a block: their scores with all later images are in memory at once
KEEP = 20_000_000  # impostor scores kept at most: 80 MB


def count_pairs(labels_N: np.ndarray) -> tuple[int, int]:
    """How many genuine and how many impostor pairs there are."""
    counts = np.unique(labels_N, return_counts=True)[1].astype(np.int64)
    genuine = int((counts * (counts - 1) // 2).sum())
    return genuine, len(labels_N) * (len(labels_N) - 1) // 2 - genuine


def all_pairs(
    unit_ND: np.ndarray, labels_N: np.ndarray, *, keep: int = KEEP, rows: int = ROWS
) -> Verification:
    """The cosines of all pairs, each once.

    Args:
        unit_ND: rows of length 1.
        labels_N: the person of each row.
        keep: so many of the highest impostor scores are kept.
        rows: images of a block; more are faster and need more memory.

    Raises:
        ValueError: there is no genuine or no impostor pair.
    """
    genuine, impostors = count_pairs(labels_N)
    if not genuine or not impostors:
        raise ValueError(
            "Verification needs two pictures of one identity and two identities, at least."
        )
    highest = Highest(min(keep, impostors))
    same: list[np.ndarray] = []
    for start in range(0, len(unit_ND), rows):
        rows_BD = unit_ND[start : start + rows]
        scores_BN = rows_BD @ unit_ND[start:].T
        is_same_BN = labels_N[start : start + rows, None] == labels_N[None, start:]
        later_BN = np.triu(np.ones_like(is_same_BN), k=1)
        same.append(scores_BN[is_same_BN & later_BN])
        highest.add(scores_BN[~is_same_BN & later_BN])
    return Verification(
        genuine_G=np.sort(np.concatenate(same))[::-1],
        impostor_I=highest.sorted(),
        impostors=impostors,
    )
