"""The code behind a figure: formula with live numbers, six lines of PyTorch, real source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.inspector.formula import formula
from app.inspector.story import cosines
from app.jobs import shared_pool
from lessons.course import Lesson
from lessons.figure import Chart, Code, Moving
from lessons.source import source
from toy_models.explanation import Explanation
from toy_models.record import Run
from toy_models.schedule import loss_at

LABEL = "Code behind this picture"


def ask(name: str) -> bool:
    """Whether the reader wants to see it; nothing is worked out before."""
    return bool(st.toggle(LABEL, key=f"behind-{name}"))


def behind_chart(lesson: Lesson, figure: Chart, value: float | None) -> None:
    """Of a chart: the sample that it explains where its slider stands."""
    moved = ""
    if figure.slider and len(figure.told) > 1 and value is not None:
        moved = f" The slider stands at {value:g}{figure.slider.unit}."
    _show(lesson, figure.code, figure.explained(value), figure.names, f"One sample of it.{moved}")


def behind_run(lesson: Lesson, figure: Moving, run: Run, chosen: Sequence[int]) -> None:
    """Of a run: the sample that the reader has chosen on the stage, at the last step."""
    rows = np.flatnonzero(np.isin(run.samples_N, chosen[:1]))
    row = int(rows[0]) if len(rows) else figure.sample
    last = len(run.steps_K) - 1
    choice = loss_at(run.config, figure.loss, int(run.steps_K[last]))
    try:
        told: Explanation | str = shared_pool().explain(
            choice,
            cosines(run, figure.loss, row)[last].tolist(),
            int(run.labels_N[row]),
            float(run.arrays["norms_LN"][last, figure.loss, row]),
        )
    except ValueError as error:
        told = str(error)
    words = (
        f"Sample {int(run.samples_N[row]):,} under {run.titles[figure.loss]} at the last step; a "
        "click on the stage chooses another."
    )
    _show(lesson, figure.code, told, run.class_names, words)


def _show(
    lesson: Lesson, code: Code, told: Explanation | str, names: Sequence[str], words: str
) -> None:
    st.markdown(f"**The formula with its numbers.** {words}")
    if isinstance(told, str):
        st.warning(told)
    else:
        st.latex(formula(told, names))
    st.markdown("**In a few lines of PyTorch**, `cos` of shape (B, C), `y` of shape (B,)")
    st.code(source(lesson.short(code.short)), language="python", wrap_lines=True)
    st.markdown("**The real code**, as it runs")
    for place in code.real:
        module, _, _ = place.partition(":")
        st.caption(f"{module.replace('.', '/')}.py")
        st.code(source(place), language="python", wrap_lines=True)
