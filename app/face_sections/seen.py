"""What a section of the page shows, and what sections share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from app.drawing.still_chart import still_chart
from app.face_runs.run import FaceRun
from app.figures.faces.gallery import Picture
from app.inspector.plain import plain
from app.look.themes import Theme
from face_training.probe.record import UNKNOWN, Moment, Samples

PROBE = (
    "These are pictures of people that the run was trained on: they show what it found hard, and "
    "measure nothing. What counts is an evaluation on people it has never seen."
)


@dataclass(frozen=True)
class Seen:
    """What a section shows."""

    runs: tuple[FaceRun, ...]
    step: int
    theme: Theme

    @property
    def probed(self) -> list[tuple[FaceRun, Samples, Moment]]:
        """The runs that remember samples, with their moment at the cursor."""
        return [
            (run, run.samples, moment)
            for run in self.runs
            if run.samples is not None and (moment := run.moment_at(self.step)) is not None
        ]


def typical(run: FaceRun, samples: Samples) -> dict[int, int]:
    """For each identity of the probe the row of the sample nearest to its weight at the end."""
    last = run.moments[-1].target_angle_N
    return {
        int(label): int(rows[last[rows].argmin()])
        for label in samples.identities_I
        if len(rows := np.flatnonzero(samples.labels_N == label))
    }


def picture(run: FaceRun, row: int) -> Picture:
    assert run.samples is not None
    label = run.identity(int(run.samples.labels_N[row]))
    return Picture(jpeg=run.samples.picture(row), alt=f"a picture with the label {label}")


def truth(run: FaceRun, row: int) -> list[str]:
    """The true label where it is another, in a line; nothing else."""
    assert run.samples is not None
    true = int(run.samples.true_labels_N[row])
    if true in (UNKNOWN, int(run.samples.labels_N[row])):
        return []
    return [f"a wrong label: it is {run.identity(true)}"]


def nothing_remembered() -> None:
    st.info(
        "This run remembers no samples, so there is nothing to show here. Train with probe.every "
        "above 0, and it will."
    )


def show_chart(figure: go.Figure, key: str, alt: str, caption: str | None = None) -> None:
    still_chart(figure, key=key, alt=alt)
    if caption:
        st.caption(plain(caption))
