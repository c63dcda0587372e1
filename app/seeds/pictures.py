"""Tiny pictures of how each seed ended: a row for each loss, a column for each seed.

They are one SVG in an image, with its words as alternative text.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence

import numpy as np

from app.look.classes import class_colour
from app.look.themes import Theme
from app.look.tokens import FONT
from app.seeds.outcome import Outcome

SIDE, GAP, HEAD, FOOT, NAMES = 92, 12, 18, 16, 104  # units of the drawing, pixels at most
RADIUS = SIDE / 2 - 4


def pictures(outcomes: Sequence[Outcome], theme: Theme) -> str:
    """All of them in one image, as HTML.  On a narrow page it scrolls sideways by itself."""
    width = NAMES + len(outcomes) * (SIDE + GAP)
    drawing = base64.b64encode(svg(outcomes, theme).encode()).decode()
    return (
        '<div style="overflow-x:auto" tabindex="0" role="group" '
        f'aria-label="The ends of the runs"><img alt="{_in_words(outcomes)}" '
        f'style="width:{width}px;max-width:none" '
        f'src="data:image/svg+xml;base64,{drawing}"></div>'
    )


def svg(outcomes: Sequence[Outcome], theme: Theme) -> str:
    """The drawing."""
    titles = outcomes[0].titles_L
    width = NAMES + len(outcomes) * (SIDE + GAP)
    height = HEAD + len(titles) * (SIDE + FOOT + GAP)
    parts = [
        f'<text x="{_column(k) + SIDE / 2}" y="{HEAD - 6}" text-anchor="middle">'
        f"seed {found.seed}</text>"
        for k, found in enumerate(outcomes)
    ]
    for loss, title in enumerate(titles):
        top = HEAD + loss * (SIDE + FOOT + GAP)
        parts.append(f'<text x="0" y="{top + SIDE / 2}">{html.escape(title)}</text>')
        for k, found in enumerate(outcomes):
            parts.append(_picture(found, loss, _column(k), top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="{html.escape(FONT, quote=True)}" font-size="12" color="{theme.ink}" '
        f'fill="{theme.ink}">{"".join(parts)}</svg>'
    )


def _column(k: int) -> float:
    return NAMES + k * (SIDE + GAP)


def _picture(found: Outcome, loss: int, left: float, top: float) -> str:
    """A loss with a seed, and its accuracy below."""
    accuracy = f"{found.measures['accuracy'][loss]:.0f} %"
    below = f'<text x="{SIDE / 2}" y="{SIDE + 10}" text-anchor="middle">{accuracy}</text>'
    return panel(found, loss, left, top, below)


def panel(found: Outcome, loss: int, left: float, top: float, more: str = "") -> str:
    """A loss at the end of a run: the samples, and thin spokes for the weights.  SIDE is its size.

    Args:
        found: the end of the run.
        loss: which.
        left: where it stands in the drawing.
        top: where it stands in the drawing.
        more: SVG that goes with it.
    """
    middle = SIDE / 2
    shapes = [
        f'<circle cx="{middle}" cy="{middle}" r="{RADIUS}" fill="none" stroke="currentColor" '
        'stroke-opacity="0.25"/>'
    ]
    points = _place(found.points_LN2[loss])
    for behind in (True, False):
        for label in np.unique(found.labels_N):
            of_class = (found.labels_N == label) & (found.behind_LN[loss] == behind)
            if of_class.any():
                dots = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in points[of_class])
                shapes.append(
                    f'<path d="{dots}" stroke="{class_colour(int(label))}" stroke-width="3" '
                    f'stroke-linecap="round" stroke-opacity="{0.25 if behind else 0.9}"/>'
                )
    spokes = "".join(
        f"M{middle} {middle}L{x:.1f} {y:.1f}" for x, y in _place(found.weights_LC2[loss])
    )
    shapes.append(f'<path d="{spokes}" stroke="currentColor" stroke-opacity="0.6" fill="none"/>')
    return f'<g transform="translate({left},{top})">{"".join(shapes)}{more}</g>'


def _place(vectors_N2: np.ndarray) -> np.ndarray:
    """Pixels of a picture; the second axis points up."""
    placed: np.ndarray = SIDE / 2 + RADIUS * vectors_N2 * np.array([1, -1])
    return placed


def _in_words(outcomes: Sequence[Outcome]) -> str:
    """The alternative text: the accuracies."""
    rows = [
        f"{title}: "
        + ", ".join(
            f"seed {found.seed} {found.measures['accuracy'][loss]:.0f} percent"
            for found in outcomes
        )
        for loss, title in enumerate(outcomes[0].titles_L)
    ]
    return html.escape(f"The ends of the runs, with their accuracy. {'; '.join(rows)}.", quote=True)
