"""The inspector on a page: one sample under one loss at one kept step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from app.figures.palette import DARK, LIGHT
from app.figures.panels import labels
from app.figures.sample import logits, paths, pulls
from app.inspector.formula import formula
from app.inspector.neighbours import neighbours
from app.inspector.plain import plain
from app.inspector.recorded import explain_recorded
from app.inspector.story import angles, cosines, story, words
from app.jobs import Pool
from toy_models.explanation import Explanation
from toy_models.record import Array, Run

PLOTLY = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d"]}
IMAGE_PIXELS, SMALL_PIXELS = 150, 72
NUMBERS_AT_MOST = 12  # of a sample that is no image
HONEST = (
    "Angles and cosines are the record's, kept to 0.003 degrees at kept steps only; the formula is "
    "worked out from them for this sample alone. One sample shows how a loss works, not which loss "
    "is better."
)
LEGEND = (
    "SV: a support vector, a class whose cosine exceeds the target's after the margin. Push: the "
    "length of the gradient on the class's cosine; the target's pulls, the others' push."
)


@st.fragment
def inspect(pool: Pool, result: Run, sample: int, key: str) -> None:
    """Show everything about one recorded sample.

    Args:
        pool: whose worker explains the loss; without it the rest is still shown.
        result: the run.
        sample: its number among the training samples, an entry of `result.samples_N`.
        key: tells this inspector from others on the page.
    """
    found = np.flatnonzero(result.samples_N == sample)
    if not len(found):
        st.info(f"Sample {sample:,} is not among the recorded samples of this run.")
        return
    row = int(found[0])
    st.markdown(f"##### Sample {sample:,}")
    loss, k = _choose(result, key)
    names = result.class_names
    step = int(result.steps_K[k])
    cos_KC = cosines(result, loss, row)
    explanation, problem = None, ""
    try:
        explanation = explain_recorded(pool, result, loss, k, row)
    except ValueError as error:
        problem = str(error)

    picture, table = st.columns([1, 4])
    with picture:
        _show_sample(result, row)
    with table:
        if explanation is None:
            st.warning(problem)
            st.dataframe(_angles_alone(cos_KC[k], names), hide_index=True)
        else:
            short = st.column_config.NumberColumn(format="%.3g")
            columns = {"p": short, "push": short}
            st.dataframe(_table(explanation, names), hide_index=True, column_config=columns)
            st.caption(LEGEND)
    theme = DARK if st.context.theme.type == "dark" else LIGHT
    if explanation:
        st.latex(formula(explanation, names))
        before, push = st.columns(2)
        with before:
            words_before = _logits_in_words(explanation, names)
            _chart(logits(explanation, names, theme), f"{key}-logits", words_before)
        with push:
            words_push = _pulls_in_words(explanation, names)
            _chart(pulls(explanation, names, theme), f"{key}-pulls", words_push)
    one = story(result, loss, row)
    label = int(result.labels_N[row])
    angles_KC = angles(result, loss, row)
    figure = paths(result.steps_K, angles_KC, label, one.spans, step, names, theme)
    ended = f"Angle to its class at the last step: {angles_KC[-1, label]:.0f} degrees."
    _chart(figure, f"{key}-paths", ended)
    for at, title in enumerate(labels(result)):
        st.markdown(words(story(result, at, row), plain(title), [plain(name) for name in names]))
    _show_neighbours(result, k, loss, row)
    st.caption(" ".join(part for part in (HONEST, *_caveats(result, step, explanation)) if part))


def _choose(result: Run, key: str) -> tuple[int, int]:
    """Which loss, and which kept step."""
    run = f"{key}-{result.config.digest}-{int(result.steps_K[-1])}"
    names = labels(result)
    loss = st.segmented_control(
        "Loss",
        range(len(names)),
        default=0,
        required=True,
        format_func=lambda at: names[at],
        key=f"{run}-loss",
    )
    last = len(result.steps_K) - 1
    k = st.select_slider(
        "At step",
        range(last + 1),
        value=last,
        format_func=lambda at: f"{int(result.steps_K[at]):,}",
        key=f"{run}-step",
    )
    return int(loss or 0), int(k)


def _show_sample(result: Run, row: int) -> None:
    label, true_label = int(result.labels_N[row]), int(result.true_labels_N[row])
    names = [plain(name) for name in result.class_names]
    if _are_images(result):
        st.image(_image(result, row, IMAGE_PIXELS), alt=f"a sample of class {names[true_label]}")
    else:
        numbers = result.inputs_N[row].ravel().tolist()
        shown = ", ".join(f"{number:.3g}" for number in numbers[:NUMBERS_AT_MOST])
        more = f" and {len(numbers) - NUMBERS_AT_MOST} more"
        st.markdown(f"x = ({shown}){more if len(numbers) > NUMBERS_AT_MOST else ''}")
    if label == true_label:
        st.markdown(f"Class **{names[label]}**")
    else:
        st.markdown(
            f"Truly class **{names[true_label]}**, but the network was told **{names[label]}**: "
            "a wrong label"
        )


def _table(told: Explanation, names: Sequence[str]) -> dict[str, list[Any]]:
    """A row a class, the likeliest first."""
    order = sorted(range(len(told.p_C)), key=lambda k: -told.p_C[k])
    return {
        "class": [names[k] for k in order],
        "role": ["target" if k == told.label else "SV" if told.support_C[k] else "" for k in order],
        "angle (°)": [round(told.angle_C[k], 2) for k in order],
        "cosine": [round(told.cosine_C[k], 4) for k in order],
        "logit before": [round(told.logit_before_C[k], 3) for k in order],
        "logit after": [round(told.logit_after_C[k], 3) for k in order],
        "p": [told.p_C[k] for k in order],
        "push": [told.push_C[k] for k in order],
    }


def _angles_alone(cos_C: Array, names: Sequence[str]) -> dict[str, list[Any]]:
    """What the record tells without the trainer, the nearest class first."""
    order = np.argsort(-cos_C, kind="stable").tolist()
    return {
        "class": [names[k] for k in order],
        "angle (°)": [round(float(np.degrees(np.arccos(cos_C[k]))), 2) for k in order],
        "cosine": [round(float(cos_C[k]), 4) for k in order],
    }


def _show_neighbours(result: Run, k: int, loss: int, row: int) -> None:
    found = neighbours(result, k, loss, row)
    if not found:
        return
    names = [plain(name) for name in result.class_names]
    wrong = sum(one.mislabelled for one in found)
    told = f"; {wrong} with a wrong label" if wrong else ""
    st.markdown(f"The nearest recorded samples by angle at this step, nearest first{told}:")
    for column, one in zip(st.columns(len(found)), found, strict=True):
        with column:
            if _are_images(result):
                alt = f"a sample of class {names[one.true_label]}"
                st.image(_image(result, one.row, SMALL_PIXELS), alt=alt)
            label = f"class {names[one.label]}"
            if one.mislabelled:
                label = f"told {names[one.label]}, truly {names[one.true_label]}"
            degrees = np.degrees(np.arccos(one.cosine))
            st.caption(f"{one.sample:,}: {label}, {degrees:.1f}°")


def _caveats(result: Run, step: int, explanation: Explanation | None) -> list[str]:
    """What else must be known to read these numbers."""
    caveats = []
    if result.changes:
        caveats.append("This run was changed by hand; the formula has the values of this step.")
    if step < result.config.softmax_warmup:
        caveats.append(
            "At this step the run was in its softmax warm-up: the formula is that of the softmax "
            "that trained, the support vectors over the steps are those of the loss itself."
        )
    if explanation:
        caveats.append(explanation.note)
    return caveats


def _logits_in_words(told: Explanation, names: Sequence[str]) -> str:
    return (
        f"Logits of the target, class {names[told.label]}: "
        f"{told.logit_before_C[told.label]:.2f} before the slots and "
        f"{told.logit_after_C[told.label]:.2f} after. Support vectors: "
        + (", ".join(names[k] for k, held in enumerate(told.support_C) if held) or "none")
        + "."
    )


def _pulls_in_words(told: Explanation, names: Sequence[str]) -> str:
    rivals = [k for k in range(len(names)) if k != told.label]
    most = max(rivals, key=lambda k: told.push_C[k])
    return f"Class {names[most]} pushes most, with {told.push_C[most]:.3g}."


def _chart(figure: go.Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=PLOTLY, key=key, alt=alt)


def _are_images(result: Run) -> bool:
    return result.inputs_N.dtype == np.uint8 and result.inputs_N.ndim == 3


def _image(result: Run, row: int, pixels: int) -> Array:
    """Enlarged by whole pixels, so that a browser does not blur it.  uint8, (H, W)."""
    image = result.inputs_N[row]
    times = max(1, pixels // max(image.shape))
    return image.repeat(times, 0).repeat(times, 1)
