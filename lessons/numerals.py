"""Numbers as narratives write them: measures over seeds by loss, and paired differences.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference


def by_loss(values_SL: np.ndarray, losses: Sequence[str], digits: int) -> dict[str, Band]:
    """`{{ gap.am_softmax }}` writes "41.3 ± 1.2"."""
    return {loss: Band(values_SL[:, at], digits) for at, loss in enumerate(losses)}


def differences(
    values_SL: np.ndarray,
    losses: Sequence[str],
    pairs: Mapping[str, tuple[str, str]],
    digits: int,
) -> dict[str, Difference]:
    """For each pair, the first loss minus the second, seed by seed.

    `{{ more.am }}` writes "+5.1 ± 0.8"; `more.am.sign` is 1, -1, or 0 where seeds cannot tell.
    """
    return {
        name: Difference(
            values_SL[:, losses.index(first)] - values_SL[:, losses.index(second)], digits
        )
        for name, (first, second) in pairs.items()
    }


def less_first(values_SL: np.ndarray, losses: Sequence[str], digits: int) -> dict[str, Difference]:
    """Each loss minus the first, seed by seed, by the name of the loss."""
    pairs = {loss: (loss, losses[0]) for loss in losses[1:]}
    return differences(values_SL, losses, pairs, digits)
