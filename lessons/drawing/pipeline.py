"""One sample from its cosines to its loss, box by box: a row for each class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from lessons.drawing.layout import hidden_axis, layout, margin, note
from lessons.drawing.line import line
from lessons.figure import Style
from toy_models.explanation import Explanation

HALF_WIDTH, HALF_HEIGHT = 0.36, 0.3  # of a box; columns and rows are 1 apart
LOSS_LEFT, LOSS_RIGHT = 3.64, 4.46  # edges of the box with the loss


def sample_pipeline(
    style: Style, sample: Explanation, class_names: Sequence[str], slot: str, *, guided: bool
) -> go.Figure:
    """Cosine, cosine after the slots, logit, probability, loss; the heads fit a phone.

    Args:
        style: colours and sizes.
        sample: the sample.
        class_names: of its classes.
        slot: the title of the second column.
        guided: whether the guidance changes support vectors; then their boxes are marked.
    """
    columns = (
        ("cosine", [f"{value:.2f}" for value in sample.cosine_C]),
        (slot, [f"{value:.2f}" for value in sample.guided_C]),
        (f"× s<br>= {sample.scale:g}", [f"{value:.1f}" for value in sample.logit_after_C]),
        ("p", [f"{value:.3f}" for value in sample.p_C]),
    )
    rows = len(class_names)
    boxes, notes, data = [], [], []
    for column, (title, texts) in enumerate(columns):
        notes.append(note(style, column, -0.75, f"<b>{title}</b>"))
        for k, text in enumerate(texts):
            changed = sample.support_C[k] and column and guided
            colour = style.rival if changed else style.own if k == sample.label else style.ink
            left, right = column - HALF_WIDTH, column + HALF_WIDTH
            boxes.append(_box(left, right, k, colour, 3 if changed else 1.5))
            notes.append(note(style, column, k, text))
            if column:
                before = column - 1 + HALF_WIDTH
                data.append(line([before, left], [k, k], colour, 1.5))
    for k, name in enumerate(class_names):
        words = f"{name}<br>support<br>vector" if sample.support_C[k] else name
        notes.append(note(style, -0.45, k, words, xanchor="right"))
    boxes.append(_box(LOSS_LEFT, LOSS_RIGHT, 0, style.ink, 3))
    middle = (LOSS_LEFT + LOSS_RIGHT) / 2
    notes.append(note(style, middle, -0.75, "<b>loss</b>"))
    notes.append(note(style, middle, 0, f"<b>{sample.loss:.2f}</b>"))
    data.append(line([len(columns) - 1 + HALF_WIDTH, LOSS_LEFT], [0, 0], style.ink, 1.5))
    made = layout(
        style,
        420,
        shapes=boxes,
        annotations=notes,
        xaxis=hidden_axis((-1.75, 4.6)),
        yaxis=hidden_axis((rows - 0.5, -1.1)),
        margin=margin(5, 5, 5, 5),
    )
    return go.Figure({"data": data, "layout": made})


def _box(left: float, right: float, row: int, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "rect", "x0": left, "x1": right, "y0": row - HALF_HEIGHT, "y1": row + HALF_HEIGHT,
        "line": {"color": colour, "width": width},
    }  # fmt: skip
