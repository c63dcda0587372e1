"""What is trained with one seed, and what is measured of it.

W: ways to learn, L: losses, K: kinds of worse pictures, V: strengths, T: tests, Q: rules by which
pictures are rejected, J: rejected shares, N: pictures, D: embedding dimension.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evidence.verification import verify
from lessons.length.rejecting import error_after
from lessons.length.settings import (
    FAR,
    LEVELLED,
    MIXED,
    REJECTED,
    SHARP,
    STRENGTHS,
    TESTS,
    WAYS,
    Config,
)  # fmt: skip
from lessons.length.worse import KINDS, Mixed, contrast, levelled, mixed, worse
from lessons.unseen import features_in
from toy_models.data import load
from toy_models.data.grey import grey_about_0

if TYPE_CHECKING:
    from toy_models.training import Training

TRAINING, TESTING = 5, 6  # of a seed's random numbers, beside those of toy_models.data.faces


def trained(config: Config, seed: int, way: int) -> Training:
    """Train all losses on sharp pictures, or on some worse ones, levelled or not."""
    from toy_models.training import Training

    run = config.faces(seed)
    data = load(run.data, run.label_noise, seed)
    if way != SHARP:
        draw = np.random.default_rng([seed, TRAINING])
        pictures_NHW = mixed(data.inputs_NI, config.worse_share, draw).pictures_NHW
        data = replace(data, inputs_NI=pictures_NHW)
    if way == LEVELLED:
        data = replace(
            data,
            inputs_NI=levelled(data.inputs_NI),
            test_inputs_MI=levelled(data.test_inputs_MI),
        )
    training = Training(run, grey_about_0(data))
    while training.step < config.face_steps:
        training.advance()
    return training


def of_seed(config: Config, seed: int) -> dict[str, np.ndarray]:
    """Every training of a seed, and what is measured of it."""
    draw = np.random.default_rng([seed, TESTING])
    sharp_NHW, people_N = config.strange().unseen(seed, config.strangers, config.stranger_pictures)
    worse_KV = [
        [worse(sharp_NHW, kind, np.full(len(sharp_NHW), strength), draw) for strength in STRENGTHS]
        for kind in KINDS
    ]
    tests_T = [test_of(sharp_NHW, test, draw) for test in TESTS]
    chance_N = draw.random(len(sharp_NHW))
    known, lengths, rejected = [], [], []
    for way in range(len(WAYS)):
        training = trained(config, seed, way)
        known.append(training.frame().test_accuracy_L)
        features_KVLND = np.array(
            [[seen(training, way, pictures) for pictures in of_kind] for of_kind in worse_KV]
        )
        lengths.append(np.linalg.norm(features_KVLND, axis=-1).mean(-1).transpose(2, 0, 1))
        if way == MIXED:
            error_LKV = errors_of(features_KVLND, people_N)
        if way != SHARP:
            rejected.append([
                rejecting(training, way, test, people_N, chance_N) for test in tests_T
            ])  # fmt: skip
    return {
        "known_SWL": np.array(known),
        "length_SWLKV": np.array(lengths),
        "error_SLKV": error_LKV,
        "left_SWTLQJ": np.array(rejected),
    }  # fmt: skip


def test_of(sharp_NHW: np.ndarray, test: str, draw: np.random.Generator) -> Mixed:
    """Every picture with a strength by chance, and of one kind or each of its own."""
    if test not in KINDS:
        return mixed(sharp_NHW, 1.0, draw)
    strength_N = draw.random(len(sharp_NHW))
    return Mixed(pictures_NHW=worse(sharp_NHW, test, strength_N, draw), strength_N=strength_N)


def seen(training: Training, way: int, pictures_NHW: np.ndarray) -> np.ndarray:
    """What the networks make of pictures, levelled if they have learned from such.  (L, N, D)."""
    return features_in(training, levelled(pictures_NHW) if way == LEVELLED else pictures_NHW)


def errors_of(features_KVLND: np.ndarray, people_N: np.ndarray) -> np.ndarray:
    """Share of the true pairs that are missed at FAR, among pictures that are all as bad."""
    missed = [
        [[1 - verify(features_ND, people_N).tar_at(FAR) for features_ND in features_LND]
         for features_LND in of_kind]
        for of_kind in features_KVLND
    ]  # fmt: skip
    return np.array(missed).transpose(2, 0, 1)


def rejecting(
    training: Training, way: int, test: Mixed, people_N: np.ndarray, chance_N: np.ndarray
) -> np.ndarray:
    """The error after rejecting, for each loss by each of RULES.  Shape (L, Q, J)."""
    features_LND = seen(training, way, test.pictures_NHW)
    contrast_N = contrast(test.pictures_NHW)
    return np.array([
        [
            error_after(features_ND, people_N, quality_N, REJECTED, FAR)
            for quality_N in (
                np.linalg.norm(features_ND, axis=1), chance_N, -test.strength_N, contrast_N,
            )
        ]
        for features_ND in features_LND
    ])  # fmt: skip
