"""One seed: train all losses on wrong labels, search for them, clean the data, and train again.

K: looks, L: NAMES, N: training pictures, C: classes, S: centres of a class.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lessons.unseen import compare
from lessons.wrong_labels.config import ARC, BINS, CENTRES, FLIPS, MENDS, SOFTMAX, Config
from lessons.wrong_labels.detectors import (
    beyond_the_boundary,
    permanent,
    precision_and_recall,
    to_dominant,
)
from lessons.wrong_labels.sheet import chosen
from toy_models.data import load
from toy_models.data.grey import grey_about_0
from toy_models.data.noise import with_label_noise

if TYPE_CHECKING:
    from toy_models.data.dataset import Dataset
    from toy_models.training import Training


@functools.lru_cache(maxsize=1)
def right_labels(config: Config, seed: int) -> Dataset:
    """The faces of a seed, grey about 0, before a label went wrong."""
    return grey_about_0(load(config.faces, 0, seed))


def wrong_labels(config: Config, flips: str, seed: int) -> Dataset:
    """The same with wrong labels; which pictures have them depends on the seed alone."""
    data = right_labels(config, seed)
    if flips == FLIPS[0]:
        data = replace(data, look_alikes_CM=None)  # then a wrong label names anyone
    return with_label_noise(data, config.wrong, seed)


def trained(config: Config, flips: str, seed: int) -> dict[str, np.ndarray]:
    """Train all losses, look for the wrong labels, clean the data, and train Arc on them.

    Returns:
        What `Result` has of a kind of wrong labels and a seed; of the sheet only for its seed.
    """
    from toy_models.training import Training

    data = wrong_labels(config, flips, seed)
    training = Training(config.run(seed), data)
    wrong_N = data.labels_N != data.true_labels_N
    seen = []
    for step in range(config.face_steps + 1):
        if step in config.looks():
            cosines_L = cosines(training)
            seen.append(np.stack([angles(cos_NCS, data.labels_N) for cos_NCS in cosines_L]))
        if step == config.cleaned:
            to_one_N, to_dominant_N = (
                to_dominant(cosines_L[at], data.labels_N) for at in (ARC, CENTRES)
            )
        if step < config.face_steps:
            training.advance()
    own_KLN, rival_KLN, nearest_KLN = np.stack(seen).transpose(2, 0, 1, 3)
    beaten_KLN = rival_KLN < own_KLN
    first, cleaned = (config.looks().index(step) for step in (config.first, config.cleaned))
    always_KLN = np.concatenate([beaten_KLN[:first], permanent(beaten_KLN[first:])])
    crossed_KN = beyond_the_boundary(own_KLN[:, ARC], rival_KLN[:, ARC], config.margin)
    nearest_LN = nearest_KLN[cleaned].astype(int)
    beaten_N = wrong_N & beaten_KLN[cleaned, SOFTMAX]
    mends = {
        "permanent": without(data, always_KLN[cleaned, SOFTMAX]),
        "far": without(data, to_dominant_N > config.far),
        "corrected": relabelled(data, crossed_KN[cleaned], nearest_LN[ARC]),
        "oracle": without(data, wrong_N),
    }
    measured = compare(training, config.strangers, config.stranger_pictures)
    accuracy_L = training.frame().test_accuracy_L
    mended = [
        (accuracy_L[at], measured.tar_L[at], shares(data, data))
        if name in ("nothing", "centres")
        else retrained(config, seed, data, mends[name])
        for name, at in zip(MENDS, (ARC, CENTRES, *[0] * len(mends)), strict=True)
    ]

    def rates(flagged_XN: np.ndarray) -> np.ndarray:
        flat = flagged_XN.reshape(-1, len(wrong_N))
        pairs = [precision_and_recall(flagged_N, wrong_N) for flagged_N in flat]
        return np.array(pairs, np.float32).reshape(*flagged_XN.shape[:-1], 2)

    row = {
        "now_FSKL2": rates(beaten_KLN),
        "permanent_FSKL2": rates(always_KLN),
        "boundary_FSK2": rates(crossed_KN),
        "angles_FS2B2": np.array(
            [
                np.stack([np.histogram(angle_N[wrong_N == w], BINS)[0] for w in (0, 1)], -1)
                for angle_N in (to_one_N, to_dominant_N)
            ]
        ),
        "named_FS": (nearest_LN[SOFTMAX] == data.true_labels_N)[beaten_N].mean(),
        "accuracy_FSL": accuracy_L,
        "tar_FSL": measured.tar_L,
        "mended_accuracy_FSM": np.array([accuracy for accuracy, _, _ in mended]),
        "mended_tar_FSM": np.array([tar for _, tar, _ in mended]),
        "kept_FSM2": np.array([kept for _, _, kept in mended]),
    }
    if seed != config.sheet:
        return row
    return row | _sheet(config, flips, data, beaten_KLN[:, SOFTMAX])


def with_right_labels(config: Config, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """All losses without a wrong label: accuracy, strangers' pairs found.  Both (L,)."""
    from toy_models.training import Training

    training = Training(config.run(seed), right_labels(config, seed))
    for _ in range(config.face_steps):
        training.advance()
    tar_L = compare(training, config.strangers, config.stranger_pictures).tar_L
    return training.frame().test_accuracy_L, tar_L


def cosines(training: Training) -> list[np.ndarray]:
    """Of every training picture with every centre of every class: (N, C, S) for each loss."""
    import torch
    import torch.nn.functional as F

    from toy_models.features import features_of

    inputs_NI = torch.from_numpy(training.dataset.inputs_NI)
    unit_LND = F.normalize(features_of(training.network, inputs_NI), dim=-1)
    return [
        torch.einsum("nd,csd->ncs", unit_ND, F.normalize(weight_CSD.detach(), dim=-1)).numpy()
        for unit_ND, weight_CSD in zip(unit_LND, training.classifier.weights(), strict=True)
    ]


def angles(cos_NCS: np.ndarray, labels_N: np.ndarray) -> np.ndarray:
    """Radians to the label's class and to the nearest other, and which that is.  Shape (3, N)."""
    cos_NC = np.clip(cos_NCS.max(-1), -1, 1)
    rows = np.arange(len(labels_N))
    own_N = cos_NC[rows, labels_N]
    cos_NC[rows, labels_N] = -2
    nearest_N = cos_NC.argmax(1)
    return np.stack([np.arccos(own_N), np.arccos(cos_NC[rows, nearest_N]), nearest_N])


def without(data: Dataset, dropped_N: np.ndarray) -> Dataset:
    """The data without some of their training pictures."""
    return replace(
        data, inputs_NI=data.inputs_NI[~dropped_N], labels_N=data.labels_N[~dropped_N],
        true_labels_N=data.true_labels_N[~dropped_N],
    )  # fmt: skip


def relabelled(data: Dataset, changed_N: np.ndarray, to_N: np.ndarray) -> Dataset:
    """The data with other labels for some of their training pictures."""
    return replace(data, labels_N=np.where(changed_N, to_N, data.labels_N))


def shares(data: Dataset, given: Dataset) -> tuple[float, float]:
    """How many right and how many wrong labels a training was given, as shares of those before."""
    wrong_N, given_N = (one.labels_N != one.true_labels_N for one in (data, given))
    return float((~given_N).sum() / (~wrong_N).sum()), float(given_N.sum() / wrong_N.sum())


def retrained(
    config: Config, seed: int, data: Dataset, given: Dataset
) -> tuple[float, float, tuple[float, float]]:
    """Arc from the same start on other data: accuracy, strangers' pairs found, `shares`."""
    from toy_models.training import Training

    run = replace(config.run(seed), losses=config.losses()[ARC : ARC + 1])
    training = Training(run, given)
    for _ in range(config.face_steps):
        training.advance()
    tar_L = compare(training, config.strangers, config.stranger_pictures).tar_L
    return float(training.frame().test_accuracy_L[0]), float(tar_L[0]), shares(data, given)


def _sheet(
    config: Config, flips: str, data: Dataset, beaten_KN: np.ndarray
) -> dict[str, np.ndarray]:
    """Some pictures with one label; drawn with more pixels and without noise."""
    rows_P = chosen(data, [config.sheet, FLIPS.index(flips)])
    fine = replace(config.faces, size=2 * config.pixels, grain=0.0)
    pictures_PHW = fine.load(config.sheet).inputs_NI[rows_P]
    return {
        "sheet_pixels_FPHW": np.round(255 * pictures_PHW).astype(np.uint8),
        "sheet_wrong_FP": (data.labels_N != data.true_labels_N)[rows_P],
        "sheet_beaten_FKP": beaten_KN[:, rows_P],
    }
