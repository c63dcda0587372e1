"""Face run: what a training of faces did, from its directory; one run, or two side by side.

One step cursor rules everything on the page: the charts, the pictures and the stage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from app.controls.binding import BOUND
from app.face_runs.door import ROOT, ROOT_VARIABLE, listed, opened
from app.face_runs.neighbourhood import Neighbourhood, comparable, neighbourhood
from app.face_runs.pairs import Pair, hardest, rates
from app.face_runs.rivalry import between, held_share, rivalry
from app.face_runs.run import FaceRun, read, shown, state_of
from app.face_runs.suspects import confirmed, counted_from, suspects
from app.figures.faces import angles as angle_charts
from app.figures.faces import curves as curve_charts
from app.figures.faces import rivals as rival_charts
from app.figures.faces.gallery import MARKED, Card, Picture, gallery
from app.figures.faces.roc import Line, roc
from app.figures.palette import DARK, LIGHT, Theme, class_colour
from app.figures.sample import paths
from app.inspector.plain import plain
from app.inspector.story import angles, story, words
from app.stage.component import stage
from face_training.probe_record import UNKNOWN, Moment, Samples

NOTHING = "nothing"  # beside a run
PLOTLY = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d"]}
PAIRS, SUSPECTS, RIVALS = 8, 24, 12  # shown at most
STAGE_CHARTS = ("strip", "angles")
HONEST = "One run shows how a loss works, not which is better: that takes several seeds."
PROBE = (
    "These are pictures of people that the run was trained on: they show what it found hard, and "
    "measure nothing. What counts is an evaluation on people it has never seen."
)


def face_run() -> None:
    """The choice of runs, the step cursor, and one section at a time."""
    names = listed()
    chosen, beside = _choose(names)
    st.markdown("#### What a face training did, and to whom")
    runs = [run for name in (chosen, beside) if name and (run := _opened(name)) is not None]
    if not runs:
        if not names:
            st.info(f"There is no run yet: train one, and it appears here. {_where()}")
        return
    for run in runs:
        for problem in run.problems:
            st.warning(f"**{plain(run.name)}**: {plain(problem)}")
    step = _cursor(runs)
    _section()(_Seen(tuple(runs), step, DARK if st.context.theme.type == "dark" else LIGHT))
    st.caption(" ".join([*(_about(run) for run in runs), HONEST]))


@dataclass(frozen=True)
class _Seen:
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


# What is shown, and when.


def _choose(names: Sequence[str]) -> tuple[str | None, str | None]:
    with st.sidebar:
        chosen = st.selectbox(
            "Run",
            names,
            accept_new_options=True,
            key="face_run",
            help=f"Choose one, or type its path in the folder of runs. {_where()}",
            **BOUND,
        )
        beside = st.selectbox(
            "Beside it", [NOTHING, *names], accept_new_options=True, key="face_beside", **BOUND
        )
        st.caption(_where())
    return chosen, None if beside in (NOTHING, chosen) else beside


def _where() -> str:
    return (
        f"The folder of runs is `{ROOT}` where the server was started, or what the environment "
        f"variable {ROOT_VARIABLE} names."
    )


def _opened(name: str) -> FaceRun | None:
    """The run of this name, or None and the sentence that says what is wrong."""
    try:
        folder = opened(name)
        return _read(str(folder), name, state_of(folder))
    except ValueError as error:
        st.error(plain(str(error)))
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(folder: str, name: str, state: tuple[tuple[str, int, int], ...]) -> FaceRun:
    """Read once, until a file of it changes."""
    return read(Path(folder), name)


def _cursor(runs: Sequence[FaceRun]) -> int:
    """The step at which everything is shown; at first the last, or that of the address.

    Bound to the address by hand: what a widget is bound to leaves out its default, which for a
    slider is the first step.
    """
    steps = sorted({int(step) for run in runs for step in run.steps_K})
    if not steps:
        return max(run.last_step for run in runs)
    state = st.session_state
    if state.get("face_step") not in steps:  # of another run: the nearest
        asked = str(state.get("face_step", st.query_params.get("face_step", "")))
        wanted = int(asked) if asked.isdecimal() and len(asked) < 16 else steps[-1]
        state.face_step = min(steps, key=lambda one: abs(one - wanted))
    if len(steps) == 1:
        st.caption(f"The only kept step is {steps[0]:,}.")
        return steps[0]
    step = st.select_slider(
        "Step",
        steps,
        format_func=lambda one: f"{one:,}",
        key="face_step",
        persist_state="session",
    )
    st.query_params["face_step"] = str(step)
    return int(step)


def _section() -> Callable[[_Seen], None]:
    chosen = st.segmented_control(
        "Section",
        list(SECTIONS),
        default="An identity",
        required=True,
        key="face_section",
        label_visibility="collapsed",
        **BOUND,
    )
    return SECTIONS[chosen or "An identity"]


def _about(run: FaceRun) -> str:
    """What the run is, in a sentence."""
    told = [
        f"{run.name}: {run.loss_title}",
        shown(str(run.config.get("title") or "")),
        f"data {_setting(run, 'data', 'source')}",
        f"network {_setting(run, 'backbone', 'name')}",
        f"seed {_setting(run, 'training', 'seed')}",
        f"{run.last_step:,} steps",
    ]
    if run.samples is not None:
        told.append(
            f"a probe of {len(run.samples.labels_N):,} pictures of "
            f"{len(run.samples.identities_I):,} of {run.samples.classes:,} identities, kept at "
            f"{len(run.moments):,} steps"
        )
    return plain(", ".join(part for part in told if part) + ".")


def _setting(run: FaceRun, table: str, name: str) -> str:
    settings = run.config.get(table)
    return shown(str(settings.get(name, "unknown"))) if isinstance(settings, dict) else "unknown"


# The sections.


def _identity(seen: _Seen) -> None:
    """An identity, its rivals, and their samples, on the stage and over time."""
    probed = seen.probed
    if not probed:
        _nothing_remembered()
        return
    first, samples, _ = probed[0]
    identity = _choose_identity(first, samples)
    groups = [[run for run, _, _ in probed]]
    if len(probed) > 1 and not comparable(probed[0][0], probed[1][0]):
        groups = [[run] for run, of, _ in probed if identity in of.identities_I]
        st.caption("These runs remember different samples, so each has a stage of its own.")
    for at, runs in enumerate(groups):
        view = _neighbourhood(runs, identity, tuple(run.token for run in runs))
        st.html(gallery(_people(runs[0], view), "the identity and its rivals"))
        k = int(np.abs(view.steps_K - seen.step).argmin())
        chosen = stage(
            view,
            key=f"face-stage-{at}",
            at=k,
            on_rest=partial(_rest, view.steps_K.tolist()),
            charts=STAGE_CHARTS,
        )
        for sample in chosen[:1]:
            _sample(seen, runs[0], view, sample)
        if not chosen:
            _show_chart(
                _rivals_over_time(runs[0], identity, seen),
                f"face-rivals-{at}",
                f"The rivals of {runs[0].identity(identity)} over the steps.",
                f"Which classes are support vectors of {runs[0].identity(identity)}, and for how "
                "many of its samples. A click on a sample of the stage tells its own story.",
            )
    st.caption(
        "Points are embeddings and arrows class weights, all of length 1 and seen in the plane in "
        "which these weights spread most at the last step; the plane is the same at every step. "
        "How far points are from the circle is what it cannot show. Rings are samples with one of "
        "these classes as a support vector, larger where the loss gives it more weight; a class "
        "whose weight a step did not keep stands in the centre. Space plays and pauses, the arrow "
        "keys step; a click chooses a sample. The slider at the top and the stage's clock follow "
        "one another."
    )


def _people(run: FaceRun, view: Neighbourhood) -> list[Card]:
    """A picture of each class of the stage that the probe has one of, in the class's colour."""
    assert run.samples is not None
    typical = _typical(run, run.samples)
    return [
        Card(
            pictures=[_picture(run, typical[label])],
            below=[f"{'' if at else 'chosen: '}{run.identity(label)}"],
            lines=[],
            frame=class_colour(at),
        )
        for at, label in enumerate(view.classes_C)
        if label in typical
    ]


def _sample(seen: _Seen, run: FaceRun, view: Neighbourhood, sample: int) -> None:
    """One sample of the stage: its picture, and its angles over the run."""
    found = np.flatnonzero(view.samples_N == sample)
    if not len(found) or run.samples is None:
        return
    at = int(found[0])
    row = view.rows_N[at]
    label = int(view.labels_N[at])
    picture, chart = st.columns([1, 6])
    with picture:
        card = Card(
            pictures=[_picture(run, row)],
            below=[f"sample {sample:,}"],
            lines=[f"told {run.identity(int(run.samples.labels_N[row]))}", *_truth(run, row)],
        )
        st.html(gallery([card], f"sample {sample:,}"))
    with chart:
        for loss, title in enumerate(view.titles):
            one = story(view, loss, at)
            angles_KC = angles(view, loss, at)
            angles_KC[~view.arrays["weights_LCD"][:, loss].any(-1)] = np.nan
            figure = paths(
                view.steps_K, angles_KC, label, one.spans, seen.step, view.class_names, seen.theme
            )
            told = words(one, plain(title), [plain(name) for name in view.class_names])
            _show_chart(figure, f"face-paths-{loss}", told.replace("**", ""))
            st.markdown(told)


def _curves(seen: _Seen) -> None:
    for key, draw, alt in (
        ("training", curve_charts.training, "Measures of the training over its steps."),
        ("evaluations", curve_charts.evaluations, "Measures of the evaluations over the steps."),
    ):
        figure = draw(seen.runs, seen.step, seen.theme)
        if figure is not None:
            heading = "While it trained" if key == "training" else "Evaluations"
            st.markdown(f"##### {heading}")
            _show_chart(figure, f"face-{key}", alt)
    st.caption(
        "Loss values of different losses are not on one scale, so each loss has its own chart. All "
        "else is measured alike for every loss, with the plain cosine."
    )


def _angles(seen: _Seen) -> None:
    probed = seen.probed
    if not probed:
        _nothing_remembered()
        return
    runs = [run for run, _, _ in probed]
    st.markdown("##### How far are samples from their own class, and from the nearest other?")
    _show_chart(
        angle_charts.film(runs, seen.step, seen.theme),
        "face-film",
        "Angles to the own class and to the nearest rival over the steps.",
    )
    _show_chart(
        angle_charts.at_step(runs, seen.step, seen.theme),
        "face-angles",
        _angles_in_words(probed),
        f"The same at step {seen.step:,}. {PROBE}",
    )


def _angles_in_words(probed: Sequence[tuple[FaceRun, Samples, Moment]]) -> str:
    return " ".join(
        f"{run.name}: {np.degrees(moment.target_angle_N.mean()):.0f} degrees to the own class and "
        f"{np.degrees(moment.rival_angle_NR[:, 0].mean()):.0f} to the nearest rival on average."
        for run, _, moment in probed
    )


def _verification(seen: _Seen) -> None:
    lines = [line for at, run in enumerate(seen.runs) for line in _evaluated(at, run, seen)]
    scored = [
        (run.name, scores)
        for run, samples, moment in seen.probed
        if (scores := rates(samples, moment)) is not None
    ]
    lines += [
        Line(f"{name}, the probe's pairs", *scores.roc(), run=at, kind="dot")
        for at, (name, scores) in enumerate(scored)
    ]
    if not lines:
        st.info("Neither evaluations nor samples are there to draw an ROC from.")
        return
    st.markdown("##### How many impostors get in for how many of the genuine?")
    _show_chart(
        roc(lines, seen.theme),
        "face-roc",
        "ROC curves of " + ", ".join(line.name for line in lines) + ".",
    )
    tables = [
        (f"{run.name}, {where}", table)
        for run in seen.runs
        for where, table in run.evaluated.thetas.items()
    ]
    if tables:
        _show_chart(
            angle_charts.of_table([name for name, _ in tables], [t for _, t in tables], seen.theme),
            "face-unseen",
            "Angles between pictures of one person and of two, of the evaluations.",
            "All pairs of the evaluation, by the network at the end of the run.",
        )
    if scored:
        _show_chart(
            angle_charts.of_pairs([name for name, _ in scored], [s for _, s in scored], seen.theme),
            "face-pairs",
            "Angles between pictures of one person and of two.",
            f"All pairs of the probe's pictures at step {seen.step:,}. {PROBE}",
        )


def _evaluated(at: int, run: FaceRun, seen: _Seen) -> list[Line]:
    """The ROC of the finished network, and the points that were measured before the cursor."""
    points: dict[str, dict[float, tuple[int, float]]] = {}
    for (where, measure), curve in run.evaluations.items():
        far = measure.removeprefix("tar_at_far_")
        before = np.flatnonzero(curve.steps <= seen.step)
        if far == measure or not len(before):
            continue
        try:
            rate = float(far)
        except ValueError:
            continue
        last = before[-1]
        points.setdefault(where, {})[rate] = (int(curve.steps[last]), float(curve.values[last]))
    lines = [
        Line(f"{run.name}, {where} at the end", table[:, 0], table[:, 1], run=at)
        for where, table in run.evaluated.rocs.items()
    ]
    for where, measured in points.items():
        rising = sorted(measured)
        step = max(step for step, _ in measured.values())
        lines.append(
            Line(
                f"{run.name}, {where} at step {step:,}",
                np.array(rising),
                np.array([measured[rate][1] for rate in rising]),
                run=at,
                kind="dash",
                points=True,
            )
        )
    return lines


def _support_vectors(seen: _Seen) -> None:
    probed = seen.probed
    if not probed:
        _nothing_remembered()
        return
    st.markdown("##### Who is whose support vector?")
    for column, (at, (run, samples, moment)) in zip(
        st.columns(len(probed)), enumerate(probed), strict=True
    ):
        with column:
            if len(probed) > 1:
                st.markdown(f"**{plain(run.name)}**")
            people = [run.identity(int(label)) for label in samples.identities_I]
            held_IK = held_share(samples, run.moments)
            most = people[int(held_IK.mean(1).argmax())]
            _show_chart(
                rival_charts.identities(held_IK, people, run.steps_K, seen.step, seen.theme),
                f"face-held-{at}",
                f"The share of each identity's samples with a support vector; most for {most}.",
                "The share of each identity's samples that have any support vector among all "
                f"{samples.classes:,} classes, those with most at the top.",
            )
            owners, beaten_by, shares = between(samples, moment, RIVALS)
            if not owners:
                st.info(f"At step {moment.step:,} no sample of the probe has a support vector.")
                continue
            _show_chart(
                rival_charts.between(
                    shares,
                    [run.identity(label) for label in owners],
                    [run.identity(label) for label in beaten_by],
                    seen.theme,
                ),
                f"face-between-{at}",
                f"Support vectors between {len(owners)} identities and {len(beaten_by)} classes.",
                f"At step {moment.step:,}: rows are identities of the probe, columns the classes "
                "that beat most of their samples, after the margin if the loss has one.",
            )


def _hard_pairs(seen: _Seen) -> None:
    probed = seen.probed
    if not probed:
        _nothing_remembered()
        return
    for run, samples, moment in probed:
        if len(probed) > 1:
            st.markdown(f"##### {plain(run.name)}")
        genuine, impostor = hardest(samples, moment, PAIRS)
        for pairs, title in (
            (genuine, "One label, yet farthest apart"),
            (impostor, "Two labels, yet closest together"),
        ):
            st.markdown(f"**{title}**, step {moment.step:,}")
            cards = [_pair(run, samples, pair) for pair in pairs]
            st.html(gallery(cards, f"{title}, of {run.name}"))
    st.caption(f"Framed: a label of the pair is wrong, as far as the data tell. {PROBE}")


def _pair(run: FaceRun, samples: Samples, pair: Pair) -> Card:
    rows = (pair.first, pair.second)
    return Card(
        pictures=[_picture(run, row) for row in rows],
        below=[run.identity(int(samples.labels_N[row])) for row in rows],
        lines=[f"{pair.degrees:.1f}° apart"],
        frame=MARKED if any(_truth(run, row) for row in rows) else "transparent",
    )


def _suspects(seen: _Seen) -> None:
    probed = seen.probed
    if not probed:
        _nothing_remembered()
        return
    st.markdown("##### Whose label may be wrong?")
    for run, samples, _ in probed:
        found = suspects(samples, run.moments, SUSPECTS)
        known = confirmed(samples, found)
        begin = counted_from(run.moments)
        if begin is None:
            st.markdown(
                f"**{plain(run.name)}**: more than half of the samples lose at every kept step, so "
                "it is too early to suspect any."
            )
            continue
        sentence = (
            f"{len(found)} of {len(samples.labels_N):,} samples lose for long after step "
            f"{run.moments[begin].step:,}, {sum(one.to_the_end for one in found)} to the end."
        )
        if known is not None:
            right, wrong = known
            sentence += (
                f" {right} of them truly have a wrong label; the probe has {wrong} wrong labels "
                "in all."
            )
        st.markdown(f"**{plain(run.name)}**: {sentence}")
        own = _typical(run, samples)
        cards = []
        for one in found:
            told = int(samples.labels_N[one.row])
            rows = [one.row]
            below = [f"sample {int(samples.indices_N[one.row]):,}"]
            for label, what in ((told, "told"), (one.likely, "loses to")):
                if label in own:
                    rows.append(own[label])
                    below.append(f"{what}: {run.identity(label)}")
            lines = [
                f"loses for {one.beaten:.0%} of the time{', to the end' * one.to_the_end}",
                *_truth(run, one.row),
            ]
            cards.append(
                Card(
                    pictures=[_picture(run, row) for row in rows],
                    below=below,
                    lines=lines,
                    frame=MARKED if _truth(run, one.row) else "transparent",
                )
            )
        if cards:
            st.html(gallery(cards, f"label-noise suspects of {run.name}"))
    st.caption(
        "From the step at which half of the samples are won, a suspect loses to some other class, "
        "by the plain cosine, for a quarter of the time or more. The first picture is the "
        "sample's; the others are typical of the person it is said to be and of the one it mostly "
        "loses to, where the probe has them. Framed: the label is wrong, as far as the data tell. "
        "A suspect may also be right, and merely hard; and a large network learns wrong labels by "
        "heart in the end, so that some are missed."
    )


SECTIONS: dict[str, Callable[[_Seen], None]] = {
    "An identity": _identity,
    "Curves": _curves,
    "Angles": _angles,
    "Verification": _verification,
    "Support vectors": _support_vectors,
    "Hard pairs": _hard_pairs,
    "Label suspects": _suspects,
}


# What the sections share.


def _choose_identity(run: FaceRun, samples: Samples) -> int:
    """At first that with most support vectors late in the run."""
    labels = samples.identities_I.tolist()
    late = held_share(samples, run.moments)[:, 2 * len(run.moments) // 3 :].mean(1)
    named = {f"{run.identity(label)} ({label})": label for label in labels}
    if st.session_state.get("face_identity") not in named:
        st.session_state.pop("face_identity", None)
    chosen = st.selectbox(
        "Identity", list(named), index=int(late.argmax()), key="face_identity", **BOUND
    )
    return named[chosen]


@st.cache_resource(max_entries=32, show_spinner=False)
def _neighbourhood(
    _runs: Sequence[FaceRun], identity: int, tokens: tuple[str, ...]
) -> Neighbourhood:
    """Made once, so that the stage knows it again."""
    return neighbourhood(_runs, identity)


def _rest(steps: Sequence[int], place: int) -> None:
    """The reader has left the stage's clock at a kept step: the page follows."""
    st.session_state.face_step = steps[min(place, len(steps) - 1)]


def _rivals_over_time(run: FaceRun, identity: int, seen: _Seen) -> go.Figure:
    assert run.samples is not None
    one = rivalry(run.samples, run.moments, identity, RIVALS)
    return rival_charts.over_time(
        one, [run.identity(label) for label in one.rivals], run.steps_K, seen.step, seen.theme
    )


def _typical(run: FaceRun, samples: Samples) -> dict[int, int]:
    """For each identity of the probe the row of the sample nearest to its weight at the end."""
    last = run.moments[-1].target_angle_N
    return {
        int(label): int(rows[last[rows].argmin()])
        for label in samples.identities_I
        if len(rows := np.flatnonzero(samples.labels_N == label))
    }


def _picture(run: FaceRun, row: int) -> Picture:
    assert run.samples is not None
    told = run.identity(int(run.samples.labels_N[row]))
    return Picture(jpeg=run.samples.picture(row), alt=f"a picture with the label {told}")


def _truth(run: FaceRun, row: int) -> list[str]:
    """The true label where it is another, in a line; nothing else."""
    assert run.samples is not None
    true = int(run.samples.true_labels_N[row])
    if true in (UNKNOWN, int(run.samples.labels_N[row])):
        return []
    return [f"a wrong label: it is {run.identity(true)}"]


def _nothing_remembered() -> None:
    st.info(
        "This run remembers no samples, so there is nothing to show here. Train with probe.every "
        "above 0, and it will."
    )


def _show_chart(figure: go.Figure, key: str, alt: str, caption: str | None = None) -> None:
    st.plotly_chart(figure, theme=None, config=PLOTLY, key=key, alt=alt)
    if caption:
        st.caption(plain(caption))
