"""Curves, angles and verification: numbers of the whole run and of the step at the cursor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.face_runs.pairs import SCORED_AT_MOST, rates
from app.face_runs.run import FaceRun
from app.face_sections.seen import (
    PROBE,
    Seen,
    nothing_remembered,
    show_chart,
)
from app.figures.faces.angles import at_step, film, of_pairs, of_table
from app.figures.faces.curves import evaluations, run_looks, training
from app.figures.faces.roc import Line, roc
from app.look.losses import LossLook
from face_training.probe.record import Moment, Samples


def curves(seen: Seen) -> None:
    for key, draw, alt in (
        ("training", training, "Measures of the training over its steps."),
        ("evaluations", evaluations, "Measures of the evaluations over the steps."),
    ):
        figure = draw(seen.runs, seen.step, seen.theme)
        if figure is not None:
            heading = "While it trained" if key == "training" else "Evaluations"
            st.markdown(f"## {heading}")
            show_chart(figure, f"face-{key}", alt)
    st.caption(
        "Loss values of different losses are not on one scale, so each loss has its own chart. All "
        "else is measured alike for every loss, with the plain cosine."
    )


def angles(seen: Seen) -> None:
    probed = seen.probed
    if not probed:
        nothing_remembered()
        return
    runs = [run for run, _, _ in probed]
    st.markdown("## How far are samples from their own class, and from the nearest other?")
    show_chart(
        film(runs, seen.step, seen.theme),
        "face-film",
        "Angles to the own class and to the nearest rival over the steps.",
    )
    show_chart(
        at_step(runs, seen.step, seen.theme),
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


def verification(seen: Seen) -> None:
    drawn_as = {run.name: look for run, look in zip(seen.runs, run_looks(seen.runs), strict=True)}
    lines = [line for run in seen.runs for line in _evaluated(run, drawn_as[run.name], seen)]
    scored = [
        (run, scores)
        for run, samples, moment in seen.probed
        if (scores := rates(samples, moment)) is not None
    ]
    lines += [
        Line(f"{run.name}, the probe's pairs", *scores.roc(), look=drawn_as[run.name], kind="dot")
        for run, scores in scored
    ]
    if not lines:
        st.info("Neither evaluations nor samples are there to draw an ROC from.")
        return
    st.markdown("## How many impostors get in for how many of the genuine?")
    show_chart(
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
        show_chart(
            of_table([name for name, _ in tables], [t for _, t in tables], seen.theme),
            "face-unseen",
            "Angles between pictures of one person and of two, of the evaluations.",
            "All pairs of the evaluation, by the network at the end of the run.",
        )
    if scored:
        show_chart(
            of_pairs([run.name for run, _ in scored], [s for _, s in scored], seen.theme),
            "face-pairs",
            "Angles between pictures of one person and of two.",
            f"{_scored(seen)} at step {seen.step:,}. {PROBE}",
        )


def _scored(seen: Seen) -> str:
    """Which pairs are scored, in words."""
    if all(len(samples.labels_N) <= SCORED_AT_MOST for _, samples, _ in seen.probed):
        return "All pairs of the probe's pictures"
    return f"All pairs of {SCORED_AT_MOST:,} of the probe's pictures"


def _evaluated(run: FaceRun, look: LossLook, seen: Seen) -> list[Line]:
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
        Line(f"{run.name}, {where} at the end", table[:, 0], table[:, 1], look=look)
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
                look=look,
                kind="dash",
                points=True,
            )
        )
    return lines
