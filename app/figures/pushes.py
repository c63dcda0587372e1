"""The pushes between classes: the gradient on the cosines, summed over the whole run.

A row is the samples' class, a column the class weight that pushes them away; the diagonal, where
their own weight pulls, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import axes
from app.figures.grid import grid_layout, name_rows
from app.look.themes import Theme
from app.scene.scene import Scene
from toy_models.record import Array

#: The scale of colours, at the right of all matrices.
SCALE = {
    "title": {"text": "of all pushes", "side": "right"},
    "ticksuffix": " %",
    "thickness": 10,
    "outlinewidth": 0,
    "nticks": 5,
}
NAMED = 12  # classes at most that have their names at the axes
LETTERS = 26  # of all names below the narrowest matrix


def between_classes(scene: Scene, loss: int) -> Array:
    """Shares of all pushes by wrong classes: row y is pushed by column k.  (C, C), in percent."""
    pushes_CC = scene.arrays["class_push_LCC"][:, loss].astype(float).sum(0)
    np.fill_diagonal(pushes_CC, 0)
    return (100 * pushes_CC / max(pushes_CC.sum(), 1e-30)).astype(np.float32)


def pushes(scene: Scene, theme: Theme) -> go.Figure:
    """One matrix a loss, on one scale."""
    names = list(scene.class_names)
    common, columns = shortened(names)
    layout = grid_layout(
        scene,
        theme,
        {
            "title": {"text": f"pushed by {common}".strip(), "standoff": 2},
            "showgrid": False,
            "tickangle": 0,
            **_ticks(columns),
        },
        {"title": {"text": ""}, "autorange": "reversed", "showgrid": False, **_ticks(names)},
    )
    name_rows(layout, "class that is pushed")
    matrices = [between_classes(scene, loss) for loss in range(len(scene.titles))]
    highest = max(float(matrix.max()) for matrix in matrices)
    data = [
        {
            "type": "heatmap",
            "z": matrix,
            "zmin": 0,
            "zmax": highest,
            "colorscale": [[0, theme.paper], [1, theme.own]],
            "showscale": loss == 0,  # all have the same
            "colorbar": SCALE,
            "customdata": np.array([[[a, b] for b in names] for a in names]),
            "hovertemplate": "class %{customdata[0]} pushed by %{customdata[1]}: "
            "%{z:.1f} % of all pushes<extra></extra>",
            **axes(1 + loss),
        }
        for loss, matrix in enumerate(matrices)
    ]
    return go.Figure({"data": data, "layout": layout})


def shortened(names: Sequence[str]) -> tuple[str, list[str]]:
    """Names that fit below the columns of a matrix: the words that all begin with, and the rest.

    The rows have the names in full, in the same order.
    """
    heads = {name.rpartition(" ")[0] for name in names}
    common = "".join(f"{head} " for head in heads if head) if len(heads) == 1 else ""
    letters = max(2, LETTERS // max(1, len(names)))
    rest = [name.removeprefix(common) for name in names]
    return common, [name if len(name) <= letters else f"{name[: letters - 1]}…" for name in rest]


def _ticks(names: Sequence[str]) -> dict[str, Any]:
    """A name at each class, if there is room for all."""
    if len(names) > NAMED:
        return {}
    return {"tickvals": list(range(len(names))), "ticktext": list(names)}
