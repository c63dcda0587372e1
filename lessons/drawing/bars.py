"""Counts by loss, in groups: a bar for each loss in each group.

G: groups, L: losses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lessons.drawing.names import title
from lessons.figure import Style


def bars(
    style: Style, counts_GL: np.ndarray, groups: Sequence[str], losses: Sequence[str], what: str
) -> list[dict[str, Any]]:
    """A trace for each loss; losses with guidance are hatched.  `what` is counted."""
    return [
        {
            "type": "bar", "name": title(loss), "x": list(groups),
            "y": counts_GL[:, at].tolist(), "text": counts_GL[:, at].tolist(),
            "textposition": "outside", "textangle": 0, "cliponaxis": False,
            "textfont": {"size": round(0.75 * style.size)},
            "marker": {"color": style.losses[loss],
                       "pattern": {"shape": "/" if "sv" in loss else ""}},
            "hovertemplate": f"%{{fullData.name}}: %{{y}} {what}<extra></extra>",
        }
        for at, loss in enumerate(losses)
    ]  # fmt: skip
