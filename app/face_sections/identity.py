"""An identity, its rivals and their samples, on the stage and over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from app.controls.binding import BOUND
from app.face_runs.neighbourhood import Neighbourhood, comparable, neighbourhood
from app.face_runs.rivalry import held_share, rivalry
from app.face_runs.run import FaceRun
from app.face_sections.seen import (
    Seen,
    nothing_remembered,
    picture,
    show_chart,
    truth,
    typical,
)
from app.figures.faces.gallery import Card, gallery
from app.figures.faces.rivals import over_time
from app.figures.sample import paths
from app.inspector.plain import plain
from app.inspector.story import angles, story, words
from app.look.classes import class_colour
from app.stage.component import stage
from app.takeaway.menu import takeaway
from face_training.probe.record import Samples

RIVALS = 12  # over time
WHO_AND_STAGE = (1, 3)  # shares of the width
STAGE_CHARTS = ("strip", "angles")

#: Under the stage: what a panel draws, in many dimensions and in two or three.
BY_ANGLES = (
    "A dot is a sample: across is its angle to the weight of its own class, upwards its angle to "
    "the nearest other. On the diagonal both angles are equal, and below it the other class wins. "
    "Above the dashed line, if the loss has one, the sample also keeps the loss's margin."
)
BY_DIRECTION = (
    "Dots are embeddings and arrows class weights, all drawn with length 1: the angles between "
    "them are what counts. A class whose weight a step did not keep stands in the centre."
)
FOR_ALL = (
    "Rings are samples with one of these classes as a support vector, larger where the loss gives "
    "it more weight. Space plays and pauses, the arrow keys step; a click chooses a sample. The "
    "slider at the top moves the stage, and goes to where the stage comes to rest."
)


def identity(seen: Seen) -> None:
    """An identity, its rivals, and their samples, on the stage and over time."""
    probed = seen.probed
    if not probed:
        nothing_remembered()
        return
    first, samples, _ = probed[0]
    who, on_stage = st.columns(WHO_AND_STAGE)
    with who:
        identity = _choose_identity(first, samples)
    groups = [[run for run, _, _ in probed]]
    if len(probed) > 1 and not comparable(probed[0][0], probed[1][0]):
        groups = [[run] for run, of, _ in probed if identity in of.identities_I]
        with who:
            st.caption("These runs remember different samples, so each has a stage of its own.")
    for at, runs in enumerate(groups):
        if at:
            who, on_stage = st.columns(WHO_AND_STAGE)
        shown = _neighbourhood(runs, identity, tuple(run.token for run in runs))
        scene = shown.scene
        with who:
            st.html(gallery(_people(runs[0], shown), "the identity and its rivals"))
            takeaway(scene, stage_key=f"face-stage-{at}", key=f"face-takeaway-{at}")
        with on_stage:
            chosen = stage(
                scene,
                key=f"face-stage-{at}",
                at=int(np.abs(scene.steps_K - seen.step).argmin()),
                on_rest=partial(rest, scene.steps_K.tolist()),
                charts=STAGE_CHARTS,
            )
        for sample in chosen[:1]:
            show_sample(seen, runs[0], shown, sample)
        if not chosen:
            for beside, run in zip(st.columns(len(runs)), runs, strict=True):
                with beside:
                    show_chart(
                        _rivals_over_time(run, identity, seen),
                        f"face-rivals-{at}-{run.token}",
                        f"{run.name}: the rivals of {run.identity(identity)} over the steps.",
                        f"{run.name}: which classes are support vectors of "
                        f"{run.identity(identity)}, and for how many of its samples. A click on a "
                        "sample of the stage tells its own story.",
                    )
    st.caption(what_is_drawn(shown.scene.dimension))


def what_is_drawn(dimension: int) -> str:
    """What a panel of this dimension shows, in words."""
    return f"{BY_ANGLES if dimension > 3 else BY_DIRECTION} {FOR_ALL}"


def _choose_identity(run: FaceRun, samples: Samples) -> int:
    """The identity that the reader chooses; at first that with most support vectors late."""
    labels = samples.identities_I.tolist()
    late = held_share(samples, run.moments)[:, 2 * len(run.moments) // 3 :].mean(1)
    named = {f"{run.identity(label)} ({label})": label for label in labels}
    if st.session_state.get("face_identity") not in named:
        st.session_state.pop("face_identity", None)
    chosen = st.selectbox(
        "Identity", list(named), index=int(late.argmax()), key="face_identity", **BOUND
    )
    return named[chosen]


def _people(run: FaceRun, shown: Neighbourhood) -> list[Card]:
    """A picture of each class on the stage, if the probe has a picture of it."""
    assert run.samples is not None
    rows = typical(run, run.samples)
    return [
        Card(
            pictures=[picture(run, rows[label])],
            below=[f"{'' if at else 'chosen: '}{run.identity(label)}"],
            lines=[],
            frame=class_colour(at),
        )
        for at, label in enumerate(shown.classes_C)
        if label in rows
    ]


def show_sample(seen: Seen, run: FaceRun, shown: Neighbourhood, sample: int) -> None:
    """One sample of the stage: its picture, and its angles over the run."""
    scene = shown.scene
    found = np.flatnonzero(scene.samples_N == sample)
    if not len(found) or run.samples is None:
        return
    at = int(found[0])
    row = shown.rows_N[at]
    label = int(scene.labels_N[at])
    beside, chart = st.columns([1, 6])
    with beside:
        card = Card(
            pictures=[picture(run, row)],
            below=[f"sample {sample:,}"],
            lines=[f"label: {run.identity(int(run.samples.labels_N[row]))}", *truth(run, row)],
        )
        st.html(gallery([card], f"sample {sample:,}"))
    with chart:
        for loss, title in enumerate(scene.titles):
            history = story(scene, loss, at)
            angles_KC = angles(scene, loss, at)
            angles_KC[~scene.arrays["weights_LCD"][:, loss].any(-1)] = np.nan
            names = scene.class_names
            figure = paths(
                scene.steps_K, angles_KC, label, history.spans, seen.step, names, seen.theme
            )
            sentence = words(history, plain(title), [plain(name) for name in names])
            show_chart(figure, f"face-paths-{loss}", sentence.replace("**", ""))
            st.markdown(sentence)


def _rivals_over_time(run: FaceRun, identity: int, seen: Seen) -> go.Figure:
    assert run.samples is not None
    found = rivalry(run.samples, run.moments, identity, RIVALS)
    return over_time(
        found, [run.identity(label) for label in found.rivals], run.steps_K, seen.step, seen.theme
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _neighbourhood(
    _runs: Sequence[FaceRun], identity: int, tokens: tuple[str, ...]
) -> Neighbourhood:
    """The same object at every rerun, so that its scene keeps its address."""
    return neighbourhood(_runs, identity)


def rest(steps: Sequence[int], place: int) -> None:
    """Move the page's cursor to the kept step at which the reader has left the stage's clock."""
    st.session_state.face_step = steps[min(place, len(steps) - 1)]
