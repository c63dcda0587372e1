"""An identity and its rivals as a run that the stage can show.

The stage and the charts take a `Run` of the toys.  This is one: its classes are the identity
and the classes that were its support vectors most often, its samples the probe's samples of these
classes, and its losses one or two face runs side by side.  The stage projects what has more than
three dimensions on the plane in which these class weights spread most at the last step, and the
plane stays.

K: kept steps, L: runs, N: samples shown, C: classes shown, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from app.face_runs.rivalry import rivalry
from app.face_runs.run import FaceRun
from face_training.probe.record import UNKNOWN, Moment, Samples
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces
from toy_models.record import MARGIN_ANGLES, Array, Run, pack_unit

CLASSES = 10  # as many as there are colours
UNNAMED = LossChoice("norm_softmax")  # stands in where the config names no loss that is known


@dataclass(frozen=True, kw_only=True)
class Neighbourhood(Run):
    """A part of one or two face runs."""

    accuracy_of: ClassVar[str] = "nearest to their own class"
    plane_at: ClassVar[int] = -1

    classes_C: tuple[int, ...]  # which classes of the run these are
    rows_N: tuple[int, ...]  # the samples' rows in the probe


def comparable(one: FaceRun, other: FaceRun) -> bool:
    """Whether two runs remember the same samples, so that they can share a picture."""
    if one.samples is None or other.samples is None or not one.moments or not other.moments:
        return False
    a, b = one.samples, other.samples
    return (
        a.classes == b.classes
        and np.array_equal(a.indices_N, b.indices_N)
        and np.array_equal(a.labels_N, b.labels_N)
    )


def neighbourhood(runs: Sequence[FaceRun], identity: int) -> Neighbourhood:
    """An identity and its rivals in comparable runs.

    A weight that a step did not keep stands in the centre, as nothing: where it is, is not known.

    Raises:
        ValueError: no run, or one without a probe.
    """
    if not runs or any(run.samples is None or not run.moments for run in runs):
        raise ValueError("A neighbourhood needs runs that remember samples.")
    samples = runs[0].samples
    assert samples is not None
    classes = _classes(runs, samples, identity)
    rows = np.flatnonzero(np.isin(samples.labels_N, classes))
    place = {label: at for at, label in enumerate(classes)}
    steps = runs[0].steps_K
    frames = [[_frame(_near(run, int(step)), rows, place) for run in runs] for step in steps]
    true = samples.true_labels_N[rows]
    # A true class that is not among those shown stands for the sample's own: its number has no
    # name here.  The marks of wrong labels are made from these, so it must differ.
    shown_true = [
        place.get(label, place[told] if label == UNKNOWN else (place[told] + 1) % len(classes))
        for label, told in zip(true.tolist(), samples.labels_N[rows].tolist(), strict=True)
    ]
    return Neighbourhood(
        config=_config(runs, len(classes)),
        titles=tuple(_titles(runs)),
        class_names=tuple(runs[0].identity(label) for label in classes),
        labels_N=np.array([place[told] for told in samples.labels_N[rows].tolist()], np.uint16),
        true_labels_N=np.array(shown_true, np.uint16),
        samples_N=samples.indices_N[rows].astype(np.int32),
        inputs_N=np.zeros((len(rows), 1), np.float32),
        stopped=False,
        provenance=" beside ".join(run.name for run in runs),
        steps_K=steps.astype(np.int32),
        arrays=_stacked(frames),
        classes_C=tuple(classes),
        rows_N=tuple(rows.tolist()),
    )


def _classes(runs: Sequence[FaceRun], samples: Samples, identity: int) -> list[int]:
    """The identity first, then the rivals of each run in turn."""
    ranked = [rivalry(samples, run.moments, identity, CLASSES).rivals for run in runs]
    known = [set().union(*(moment.kept_W.tolist() for moment in run.moments)) for run in runs]
    chosen = [identity]
    for turn in range(CLASSES):
        for rivals in ranked:
            if turn < len(rivals) and rivals[turn] not in chosen and len(chosen) < CLASSES:
                chosen += [rivals[turn]] * any(rivals[turn] in kept for kept in known)
    return chosen


def _near(run: FaceRun, step: int) -> Moment:
    moment = run.moment_at(step)
    assert moment is not None
    return moment


def _frame(moment: Moment, rows: Array, place: dict[int, int]) -> dict[str, Array]:
    """One run at one step, under the names of the toys' Frame without the L."""
    classes = np.array(list(place), np.int64)
    dimension = moment.embeddings_ND.shape[1]
    _, at_kept, at_class = np.intersect1d(moment.kept_W, classes, return_indices=True)
    weights_CD = np.zeros((len(classes), dimension), np.float32)
    weights_CD[at_class] = _unit(moment.weights_WD[at_kept])
    rivals_nR = moment.rivals_NR[rows]
    support_nR = moment.rival_support_NR[rows]
    support_nC = np.zeros((len(rows), len(classes)), bool)
    nearest_n = np.zeros(len(rows), np.uint16)
    for column in reversed(range(rivals_nR.shape[1])):  # the nearest is written last
        for n, rival in enumerate(rivals_nR[:, column].tolist()):
            if rival in place:
                support_nC[n, place[rival]] |= support_nR[n, column]
                nearest_n[n] = place[rival]
    target_n = moment.target_angle_N[rows]
    rival_n = moment.rival_angle_NR[rows, 0]
    log_h_n = np.where(support_nR, moment.rival_log_h_NR[rows], 0).max(1)
    return {
        "features_ND": pack_unit(_unit(moment.embeddings_ND[rows])),
        "weights_CD": pack_unit(weights_CD),
        "support_Nc": np.packbits(support_nC, axis=-1),
        "log_h_N": np.clip(log_h_n, 0, 60_000).astype(np.float16),
        "rival_N": nearest_n,
        "target_angle_N": target_n.astype(np.float16),
        "rival_angle_N": rival_n.astype(np.float16),
        "push_ND": np.zeros((len(rows), dimension), np.int8),
        "weight_push_CD": np.zeros((len(classes), dimension), np.int8),
        "margin_T": np.full(len(MARGIN_ANGLES), np.nan, np.float32),
        "test_accuracy_": np.float32((target_n <= rival_n).mean()),
        "support_samples_": np.float32((moment.support_count_N[rows] > 0).mean()),
    }


def _stacked(frames: list[list[dict[str, Array]]]) -> dict[str, Array]:
    """Every array with K and L in front; shorter embeddings get zeros, which change no angle."""
    widest = max(one["features_ND"].shape[-1] for of_runs in frames for one in of_runs)
    stacked = {}
    for name in frames[0][0]:
        array = np.stack(
            [np.stack([_widened(name, one[name], widest) for one in of_runs]) for of_runs in frames]
        )
        stem, _, letters = name.rpartition("_")
        stacked[f"{stem}_L{letters}"] = array
    return stacked


def _widened(name: str, array: Array, widest: int) -> Array:
    if not name.endswith("D"):
        return array
    return np.pad(array, ((0, 0), (0, widest - array.shape[1])))


def _unit(vectors: Array) -> Array:
    wide = vectors.astype(np.float32)
    return wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), 1e-12)


def _titles(runs: Sequence[FaceRun]) -> list[str]:
    """The loss, and the run's name too where one loss comes twice."""
    titles = [run.loss_title for run in runs]
    if len(set(titles)) == len(titles):
        return titles
    return [f"{title}: {run.name}" for title, run in zip(titles, runs, strict=True)]


def _config(runs: Sequence[FaceRun], classes: int) -> RunConfig:
    """As much of a toy's config as the stage and its charts read."""
    width = max(moment.embeddings_ND.shape[1] for run in runs for moment in run.moments)
    return RunConfig(
        data=Faces(identities=max(classes, 2)),
        losses=tuple(run.loss or UNNAMED for run in runs),
        embedding=min(max(width, 2), 512),
    )
