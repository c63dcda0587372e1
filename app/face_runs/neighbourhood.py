"""An identity and its rivals as a scene.

The classes are the identity and the classes that were its support vectors most often, the samples
the probe's samples of these classes, and the panels one or two face runs.  What has more than three
dimensions is projected on the plane in which these class weights spread most at the last step.

K: kept steps, L: runs, N: samples shown, C: classes shown, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.face_runs.rivalry import rivalry
from app.face_runs.run import FaceRun
from app.face_runs.words import caption, file_stem, loss_parameters
from app.scene.scene import Panel, Scene
from app.scene.thinning import thinned
from face_training.probe.record import UNKNOWN, Moment, Samples
from losses.catalogue import spec_and_values
from toy_models.record import MARGIN_ANGLES, Array, pack_unit

CLASSES = 10  # as many as there are colours
NUMBERS_AT_MOST = 2**26  # of all embeddings of a scene; of more, fewer steps are shown


@dataclass(frozen=True, kw_only=True)
class Neighbourhood:
    """A scene of one or two face runs, and what of them it shows."""

    scene: Scene
    classes_C: tuple[int, ...]  # which classes of the run these are
    rows_N: tuple[int, ...]  # the samples' rows in the probe


def comparable(first: FaceRun, second: FaceRun) -> bool:
    """Whether two runs remember the same samples, so that they can share a picture."""
    if first.samples is None or second.samples is None or not first.moments or not second.moments:
        return False
    a, b = first.samples, second.samples
    return (
        a.classes == b.classes
        and np.array_equal(a.indices_N, b.indices_N)
        and np.array_equal(a.labels_N, b.labels_N)
    )


def neighbourhood(
    runs: Sequence[FaceRun], identity: int, numbers_at_most: int = NUMBERS_AT_MOST
) -> Neighbourhood:
    """An identity and its rivals in comparable runs.

    A weight that a step did not keep is zero: its direction is not known.

    Args:
        runs: one, or two that are comparable.
        identity: a class of theirs.
        numbers_at_most: of all embeddings of the scene.

    Raises:
        ValueError: no run, or a run without a probe.
    """
    if not runs or any(run.samples is None or not run.moments for run in runs):
        raise ValueError("A neighbourhood needs runs that remember samples.")
    samples = runs[0].samples
    assert samples is not None
    classes = _classes(runs, samples, identity)
    rows = np.flatnonzero(np.isin(samples.labels_N, classes))
    place = {label: at for at, label in enumerate(classes)}
    widest = max(moment.embeddings_ND.shape[1] for run in runs for moment in run.moments)
    most = max(numbers_at_most // (len(rows) * widest * len(runs)), 2)
    steps = np.array(thinned(runs[0].steps_K.tolist(), most), np.int64)
    frames = [[_frame(_nearest(run, int(step)), rows, place) for run in runs] for step in steps]
    arrays = _stacked(frames)
    dimension = arrays["features_LND"].shape[-1]
    labels = [place[label] for label in samples.labels_N[rows].tolist()]
    scene = Scene(
        panels=_panels(runs),
        class_names=tuple(runs[0].identity(label) for label in classes),
        labels_N=np.array(labels, np.uint16),
        true_labels_N=_true_labels(samples, rows, place),
        samples_N=samples.indices_N[rows].astype(np.int32),
        steps_K=steps.astype(np.int32),
        arrays=arrays,
        dimension=dimension,
        data="faces",
        caption=caption(runs, len(rows), dimension),
        file_stem=file_stem(runs, runs[0].identity(identity)),
        accuracy_of="nearest to their own class",
        plane_at=-1,
    )
    return Neighbourhood(scene=scene, classes_C=tuple(classes), rows_N=tuple(rows.tolist()))


def _panels(runs: Sequence[FaceRun]) -> tuple[Panel, ...]:
    """The loss, and the run's name too where two runs have the same loss."""
    titles = [run.loss_title for run in runs]
    named = len(set(titles)) < len(titles)
    return tuple(
        Panel(
            title=f"{title}: {run.name}" if named else title,
            loss=run.loss.name if run.loss else "",
            parameters=loss_parameters(run),
            has_margin=_has_margin(run),
            seed=run.seed,
        )
        for title, run in zip(titles, runs, strict=True)
    )


def _has_margin(run: FaceRun) -> bool:
    if run.loss is None:
        return False
    return spec_and_values(run.loss.name, dict(run.loss.parameters))[0].margin is not None


def _true_labels(samples: Samples, rows: Array, place: dict[int, int]) -> Array:
    """The true classes as a scene has them; of an unknown one the label is taken for right."""
    true_labels = [
        place.get(true, place[label] if true == UNKNOWN else len(place))
        for true, label in zip(
            samples.true_labels_N[rows].tolist(), samples.labels_N[rows].tolist(), strict=True
        )
    ]
    return np.array(true_labels, np.uint16)


def _classes(runs: Sequence[FaceRun], samples: Samples, identity: int) -> list[int]:
    """The identity first, then the rivals of each run in turn.

    A class has the place, and so the colour, that it has beside the first run alone; rivals of
    another run stand where the first run's last ones stood.
    """
    alone, all_runs = _in_turn(runs[:1], samples, identity), _in_turn(runs, samples, identity)
    new = [label for label in all_runs if label not in alone]
    placed = [label if label in all_runs else new.pop(0) for label in alone]
    return placed + new


def _in_turn(runs: Sequence[FaceRun], samples: Samples, identity: int) -> list[int]:
    """The identity, then the first rival of each run, then the second of each, and so on."""
    ranked = [rivalry(samples, run.moments, identity, CLASSES).rivals for run in runs]
    known = [set().union(*(moment.kept_W.tolist() for moment in run.moments)) for run in runs]
    chosen = [identity]
    for turn in range(CLASSES):
        for rivals in ranked:
            if turn < len(rivals) and rivals[turn] not in chosen and len(chosen) < CLASSES:
                chosen += [rivals[turn]] * any(rivals[turn] in kept for kept in known)
    return chosen


def _nearest(run: FaceRun, step: int) -> Moment:
    moment = run.moment_at(step)
    assert moment is not None
    return moment


def _frame(moment: Moment, rows: Array, place: dict[int, int]) -> dict[str, Array]:
    """One run at one step, by the names of the toys' Frame without the L."""
    classes = np.array(list(place), np.int64)
    dimension = moment.embeddings_ND.shape[1]
    _, at_kept, at_class = np.intersect1d(moment.kept_W, classes, return_indices=True)
    weights_CD = np.zeros((len(classes), dimension), np.float32)
    weights_CD[at_class] = _unit(moment.weights_WD[at_kept])
    support_NC, rival_N = _rivals(moment, rows, place)
    target_N = moment.target_angle_N[rows]
    rival_angle_N = moment.rival_angle_NR[rows, 0]
    log_h_N = np.where(moment.rival_support_NR[rows], moment.rival_log_h_NR[rows], 0).max(1)
    return {
        "features_ND": pack_unit(_unit(moment.embeddings_ND[rows])),
        "weights_CD": pack_unit(weights_CD),
        "support_Nc": np.packbits(support_NC, axis=-1),
        "log_h_N": np.clip(log_h_N, 0, 60_000).astype(np.float16),
        "rival_N": rival_N,
        "target_angle_N": target_N.astype(np.float16),
        "rival_angle_N": rival_angle_N.astype(np.float16),
        "push_ND": np.zeros((len(rows), dimension), np.int8),
        "weight_push_CD": np.zeros((len(classes), dimension), np.int8),
        "margin_T": np.full(len(MARGIN_ANGLES), np.nan, np.float32),
        "test_accuracy_": np.float32((target_N <= rival_angle_N).mean()),
        "support_samples_": np.float32((moment.support_count_N[rows] > 0).mean()),
    }


def _rivals(moment: Moment, rows: Array, place: dict[int, int]) -> tuple[Array, Array]:
    """Which classes of the scene are support vectors, (N, C), and `rival_LN` without the L."""
    rivals_NR = moment.rivals_NR[rows]
    is_support_NR = moment.rival_support_NR[rows]
    support_NC = np.zeros((len(rows), len(place)), bool)
    for column in range(rivals_NR.shape[1]):
        for n, rival in enumerate(rivals_NR[:, column].tolist()):
            if rival in place:
                support_NC[n, place[rival]] |= is_support_NR[n, column]
    nearest = [place.get(rival, len(place)) for rival in rivals_NR[:, 0].tolist()]
    return support_NC, np.array(nearest, np.uint16)


def _stacked(frames: list[list[dict[str, Array]]]) -> dict[str, Array]:
    """Every array with K and L in front; shorter embeddings get zeros, which change no angle."""
    widest = max(frame["features_ND"].shape[-1] for of_runs in frames for frame in of_runs)
    stacked = {}
    for name in frames[0][0]:
        array = np.stack(
            [
                np.stack([_widened(name, frame[name], widest) for frame in of_runs])
                for of_runs in frames
            ]
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
