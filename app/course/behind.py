"""The code behind a figure: formula with live numbers, six lines of PyTorch, real source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.inspector.formula import formula
from app.inspector.recorded import explain_recorded
from app.jobs import shared_pool
from lessons.course import Lesson
from lessons.figure import Chart, Code, Moving
from lessons.source import source
from toy_models.record import Run

LABEL = "Code behind this picture"


def ask(name: str) -> bool:
    """Whether the reader wants to see it; nothing is computed before."""
    return bool(st.toggle(LABEL, key=f"behind-{name}"))


def behind_chart(lesson: Lesson, figure: Chart, value: float | None) -> None:
    """Show the code of a chart, with the sample that it explains at its slider's value."""
    moved = ""
    if figure.slider and len(figure.told) > 1 and value is not None:
        moved = f" The slider stands at {value:g}{figure.slider.unit}."
    _title(f"One sample of it.{moved}")
    st.latex(formula(figure.explained(value), figure.names))
    _code(lesson, figure.code)


def behind_run(lesson: Lesson, figure: Moving, run: Run, chosen: Sequence[int]) -> None:
    """Show the code of a run, with the sample chosen on the stage, at the last step."""
    rows = np.flatnonzero(np.isin(run.samples_N, chosen[:1]))
    row = int(rows[0]) if len(rows) else figure.sample
    _title(
        f"Sample {int(run.samples_N[row]):,} under {run.titles[figure.loss]} at the last step; a "
        "click on the stage chooses another."
    )
    last = len(run.steps_K) - 1
    try:
        explanation = explain_recorded(shared_pool(), run, figure.loss, last, row)
    except ValueError as error:
        st.warning(str(error))
    else:
        st.latex(formula(explanation, run.class_names))
    _code(lesson, figure.code)


def _title(sample: str) -> None:
    st.markdown(f"**The formula with its numbers.** {sample}")


def _code(lesson: Lesson, code: Code) -> None:
    st.markdown("**In a few lines of PyTorch**, `cos` of shape (B, C), `y` of shape (B,)")
    st.code(source(lesson.short(code.short)), language="python", wrap_lines=True)
    st.markdown("**The real code**, as it runs")
    for place in code.real:
        module, _, _ = place.partition(":")
        st.caption(f"{module.replace('.', '/')}.py")
        st.code(source(place), language="python", wrap_lines=True)
