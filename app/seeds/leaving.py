"""What a chart of the seeds says when it leaves the page: title, what its marks are, settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from app.scene.parameters import parameters
from app.seeds.outcome import Outcome
from app.seeds.table import stem
from app.toy_runs.words import caption_of_seeds

DOTS = (
    "A dot is a run with one seed; thin lines join the losses of a seed. Thick line: the mean; "
    "band: one standard deviation to each side."
)
CURVES = "Line: the mean over the seeds; band: from the lowest seed to the highest."


def with_words(figure: go.Figure, found: Sequence[Outcome], title: str, marks: str) -> go.Figure:
    """The same figure, with the words that the take-away menu puts around it."""
    first = found[0]
    labels = [
        ", ".join(filter(None, [title, parameters(choice)]))
        for title, choice in zip(first.titles_L, first.config.losses, strict=True)
    ]
    configs = [outcome.config for outcome in found]
    meta: dict[str, Any] = {
        "title": title,
        "caption": [marks, *caption_of_seeds(configs, labels, first.provenance)],
        "stem": stem(found),
    }
    return figure.update_layout(meta=meta)
