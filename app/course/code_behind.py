"""The code behind a figure: formula with live numbers, six lines of PyTorch, real source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from app.inspector.formula import formula
from app.inspector.recorded import explain_recorded
from app.jobs import Pool
from lessons.figure import Chart, Code, Live, Moving
from lessons.source import source
from toy_models.record import Run

LABEL = "Code behind this picture"


def code_wanted(slot: str) -> bool:
    """A toggle for the code of the figure in a slot; nothing is computed before it is on."""
    return bool(st.toggle(LABEL, key=f"behind-{slot}"))


def code_behind_chart(figure: Chart, value: float | None) -> None:
    """The code of a chart, with the sample that it explains at this value of its slider."""
    moved = ""
    if figure.slider and len(figure.explanations) > 1 and value is not None:
        moved = f" The slider stands at {value:g}{figure.slider.unit}."
    _heading(f"One sample of it.{moved}")
    st.latex(formula(figure.explained(value), figure.class_names))
    _code(figure.code)


def code_behind_live(figure: Live) -> None:
    """The code of a figure that can be touched, with the sample that it explains, if it does."""
    for explanation in figure.explanations[:1]:
        _heading("One sample of it.")
        st.latex(formula(explanation, figure.class_names))
    _code(figure.code)


def code_behind_run(
    figure: Moving, run: Run, chosen: Sequence[int], pool: Callable[[], Pool]
) -> None:
    """The code of a run, with the sample chosen on the stage, at the last step."""
    rows = np.flatnonzero(np.isin(run.samples_N, chosen[:1]))
    row = int(rows[0]) if len(rows) else figure.sample
    _heading(
        f"Sample {int(run.samples_N[row]):,} under {run.titles[figure.loss]} at the last step; a "
        "click on the stage chooses another."
    )
    last = len(run.steps_K) - 1
    try:
        explanation = explain_recorded(pool(), run, figure.loss, last, row)
    except ValueError as error:
        st.warning(str(error))
    else:
        st.latex(formula(explanation, run.class_names))
    _code(figure.code)


def _heading(sample: str) -> None:
    st.markdown(f"**The formula with its numbers.** {sample}")


def _code(code: Code) -> None:
    st.markdown("**In a few lines of PyTorch**, `cos` of shape (B, C), `y` of shape (B,)")
    st.code(source(code.short), language="python", wrap_lines=True)
    st.markdown("**The real code**, as it runs")
    for place in code.real:
        module, _, _ = place.partition(":")
        st.caption(f"{module.replace('.', '/')}.py")
        st.code(source(place), language="python", wrap_lines=True)
