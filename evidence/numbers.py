"""The numbers of a comparison of losses, for sentences about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evidence.measures import Measures
from evidence.report import VERDICTS, claims, difference, ranked_tar, table
from evidence.table_1 import CLAIMS
from evidence.verification import FARS


def numbers(
    measures: Mapping[str, Sequence[Measures]], fars: Sequence[float] = FARS
) -> dict[str, Any]:
    """By the names that a page uses; TAR is at FAR 1e-3.

    `minus('arc_softmax', 'norm_softmax')` is the difference of any two losses, with its `sign`;
    `verdicts` counts the paper's claims by what the differences say.
    """
    tar = {loss: float(np.mean(ranked_tar(seeds))) for loss, seeds in measures.items()}
    order = sorted(tar, key=lambda loss: -tar[loss])
    signs = [difference(measures, *pair).sign for pair in CLAIMS if {*pair} <= measures.keys()]
    return {
        "table": f"{table(measures, fars)}\n\n{claims(measures)}",
        "seeds": min(map(len, measures.values())),
        "tar": tar,
        "rank": {loss: place for place, loss in enumerate(order, 1)},
        "minus": lambda one, other: difference(measures, one, other),
        "verdicts": {words: signs.count(sign) for sign, words in VERDICTS.items()},
    }
