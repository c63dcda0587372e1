"""The inspector on a page: one sample under one loss at one kept step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from app.figures.sample import logits, paths, pushes
from app.inspector.classes import angles_alone, every_class
from app.inspector.formula import formula
from app.inspector.neighbours import neighbours
from app.inspector.picture import are_images, enlarged
from app.inspector.plain import plain
from app.inspector.recorded import explain_recorded
from app.inspector.story import angles, cosines, story, words
from app.jobs import Pool
from app.look.themes import DARK, LIGHT, Theme
from app.scene.scene import Scene
from app.toy_runs.comparison import Comparison
from toy_models.explanation import Explanation
from toy_models.record import Run

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
def inspect(pool: Pool, comparison: Comparison, sample: int, key: str) -> None:
    """Show everything about one recorded sample.

    Args:
        pool: its worker explains the loss; without it the rest is still shown.
        comparison: what is on the stage.
        sample: its number among the training samples, an entry of `scene.samples_N`.
        key: tells this inspector from others on the page.
    """
    scene = comparison.scene
    found = np.flatnonzero(scene.samples_N == sample)
    if not len(found):
        st.info(f"Sample {sample:,} is not among the recorded samples of this run.")
        return
    row = int(found[0])
    st.markdown(f"##### Sample {sample:,}")
    loss, k = _choose(scene, key)
    origin = comparison.origins_L[loss]
    theme = DARK if st.context.theme.type == "dark" else LIGHT
    note = ""

    picture, table = st.columns([1, 4])
    with picture:
        _show_sample(comparison, row)
    try:
        explanation = explain_recorded(pool, origin.run, origin.loss, k, row)
    except ValueError as error:
        with table:
            st.warning(str(error))
            angles_C = angles_alone(cosines(scene, loss, row)[k], scene.class_names)
            st.dataframe(angles_C, hide_index=True)
    else:
        with table:
            _show_classes(explanation, scene.class_names)
        _show_terms(explanation, scene.class_names, key, theme)
        note = explanation.note
    _show_paths(scene, loss, k, row, key, theme)
    for at, label in enumerate(scene.labels):
        names = [plain(name) for name in scene.class_names]
        st.markdown(words(story(scene, at, row), plain(label), names))
    _show_neighbours(comparison, k, loss, row)
    caveats = _caveats(origin.run, int(scene.steps_K[k]))
    st.caption(" ".join(part for part in (HONEST, *caveats, note) if part))


def _choose(scene: Scene, key: str) -> tuple[int, int]:
    """Which loss, and which kept step."""
    shown = f"{key}-{scene.file_stem}-{scene.last_step}"
    loss = st.segmented_control(
        "Loss",
        range(len(scene.panels)),
        default=0,
        required=True,
        format_func=lambda at: scene.labels[at],
        key=f"{shown}-loss",
    )
    last = len(scene.steps_K) - 1
    k = st.select_slider(
        "At step",
        range(last + 1),
        value=last,
        format_func=lambda at: f"{int(scene.steps_K[at]):,}",
        key=f"{shown}-step",
    )
    return int(loss or 0), int(k)


def _show_sample(comparison: Comparison, row: int) -> None:
    scene, inputs_N = comparison.scene, comparison.inputs_N
    label, true_label = int(scene.labels_N[row]), int(scene.true_labels_N[row])
    names = [plain(name) for name in scene.class_names]
    if are_images(inputs_N):
        image = enlarged(inputs_N[row], IMAGE_PIXELS)
        st.image(image, alt=f"a sample of class {names[true_label]}")
    else:
        numbers = inputs_N[row].ravel().tolist()
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


def _show_classes(explanation: Explanation, names: Sequence[str]) -> None:
    short = st.column_config.NumberColumn(format="%.3g")
    columns = {"p": short, "push": short}
    st.dataframe(every_class(explanation, names), hide_index=True, column_config=columns)
    st.caption(LEGEND)


def _show_terms(explanation: Explanation, names: Sequence[str], key: str, theme: Theme) -> None:
    """The equation with its numbers, the logits and the pushes."""
    st.latex(formula(explanation, names))
    left, right = st.columns(2)
    label = explanation.label
    support = [names[k] for k, held in enumerate(explanation.support_C) if held]
    with left:
        alt = (
            f"Logits of the target, class {names[label]}: "
            f"{explanation.logit_before_C[label]:.2f} before the slots and "
            f"{explanation.logit_after_C[label]:.2f} after. "
            f"Support vectors: {', '.join(support) or 'none'}."
        )
        _chart(logits(explanation, names, theme), f"{key}-logits", alt)
    rivals = [k for k in range(len(names)) if k != label]
    most = max(rivals, key=lambda k: explanation.push_C[k])
    with right:
        alt = f"Class {names[most]} pushes most, with {explanation.push_C[most]:.3g}."
        _chart(pushes(explanation, names, theme), f"{key}-pulls", alt)


def _show_paths(scene: Scene, loss: int, k: int, row: int, key: str, theme: Theme) -> None:
    """The angles to all classes over the steps."""
    label = int(scene.labels_N[row])
    angles_KC = angles(scene, loss, row)
    spans, step = story(scene, loss, row).spans, int(scene.steps_K[k])
    figure = paths(scene.steps_K, angles_KC, label, spans, step, scene.class_names, theme)
    alt = f"Angle to its class at the last step: {angles_KC[-1, label]:.0f} degrees."
    _chart(figure, f"{key}-paths", alt)


def _show_neighbours(comparison: Comparison, k: int, loss: int, row: int) -> None:
    found = neighbours(comparison.scene, k, loss, row)
    if not found:
        return
    names = [plain(name) for name in comparison.scene.class_names]
    wrong = sum(near.mislabelled for near in found)
    count = f"; {wrong} with a wrong label" if wrong else ""
    st.markdown(f"The nearest recorded samples by angle at this step, nearest first{count}:")
    for column, near in zip(st.columns(len(found)), found, strict=True):
        with column:
            if are_images(comparison.inputs_N):
                image = enlarged(comparison.inputs_N[near.row], SMALL_PIXELS)
                st.image(image, alt=f"a sample of class {names[near.true_label]}")
            label = f"class {names[near.label]}"
            if near.mislabelled:
                label = f"told {names[near.label]}, truly {names[near.true_label]}"
            degrees = np.degrees(np.arccos(near.cosine))
            st.caption(f"{near.sample:,}: {label}, {degrees:.1f}°")


def _caveats(run: Run, step: int) -> list[str]:
    """What else must be known to read these numbers."""
    caveats = []
    if run.changes:
        caveats.append("This run was changed by hand; the formula has the values of this step.")
    if step < run.config.softmax_warmup:
        caveats.append(
            "At this step the run was in its softmax warm-up: the formula is that of the softmax "
            "that trained, the support vectors over the steps are those of the loss itself."
        )
    return caveats


def _chart(figure: go.Figure, key: str, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=PLOTLY, key=key, alt=alt)
