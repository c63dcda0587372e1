"""What is trained with one seed, and what is measured of it.

S: seeds, L: losses, H: shares of the classes, F: FARS, G: those with intervals, T: COSINES,
D: distances in a family, M: its members, Q: layouts of a test, P: people, N: pictures.

"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from evidence.verification import Verification, unit, verify
from lessons.experiments import stacked
from lessons.strangers.look_alikes import passing_for_the_first, portraits, within_families
from lessons.strangers.settings import ARC, CERTAIN, COSINES, FARS, POOL_SEED, PORTRAIT, Config
from lessons.strangers.small_tests import accepted_pairs, drawn_tests, tar_intervals
from lessons.unseen import features_in, training_of

if TYPE_CHECKING:
    from torch import Tensor

    from toy_models.training import Training


def trained(config: Config, seed: int, share: float) -> Training:
    """Train with this share of the classes at a step: those of the batch, the others drawn."""
    from losses.partial_fc import sampled_classes

    def classes_of_step(labels_B: Tensor, step: int) -> Tensor:
        return sampled_classes(labels_B, config.people, share, seed=seed, step=step)

    training = training_of(config.faces(seed, share), classes_of_step if share < 1 else None)
    while training.step < config.face_steps:
        training.advance()
    return training


def of_seed(config: Config, seed: int) -> dict[str, np.ndarray]:
    """Every training of a seed, and what is measured of it."""
    trained_H = [trained(config, seed, share) for share in config.shares]
    whole = trained_H[-1]
    pictures_N, people_N = config.strange().unseen(seed, config.strangers, config.stranger_pictures)
    features_HLND = [features_in(training, pictures_N) for training in trained_H]
    scores_L = [verify(features_ND, people_N) for features_ND in features_HLND[-1]]
    arc = scores_L[ARC]
    partial_H = [verify(features_LND[0], people_N) for features_LND in features_HLND[:-1]]
    best_L3 = np.array([best_accuracy(scores) for scores in scores_L])
    few = people_N < config.few
    intervals = [
        tar_intervals(
            features_HLND[-1][ARC][some],
            people_N[some],
            FARS[CERTAIN].tolist(),
            config.replicates,
            seed,
        )
        for some in (few, slice(None))
    ]
    return {
        "known_SL": whole.frame().test_accuracy_L,
        "accuracy_SL": best_L3[:, 0],
        "best_SL": best_L3[:, 1],
        "best_far_SL": best_L3[:, 2],
        "tar_SLF": tar_at_fars(scores_L),
        "tar_SHF": tar_at_fars([*partial_H, arc]),
        "tar_ST": np.array([arc.tar(cos) for cos in COSINES]),
        "far_ST": np.array([arc.far(cos) for cos in COSINES]),
        "interval_few_SG3": intervals[0],
        "interval_all_SG3": intervals[1],
        **among_look_alikes(config, whole, arc.refused_at(config.door), best_L3[ARC, 1]),
        **small_tests(config, whole),
    }


def tar_at_fars(scores: Sequence[Verification]) -> np.ndarray:
    """TAR at each of FARS, a row for each network."""
    return np.array([[found.tar_at(far) for far in FARS] for found in scores])


def best_accuracy(scores: Verification) -> tuple[float, float, float]:
    """The best accuracy on as many wrong as true pairs, its threshold, and the FAR there."""
    far_I, tar_I = scores.roc()
    accuracy_I = (tar_I + 1 - far_I) / 2
    at = int(accuracy_I.argmax())
    return float(accuracy_I[at]), float(np.unique(scores.impostor_I)[::-1][at]), float(far_I[at])


def among_look_alikes(
    config: Config, training: Training, refused: float, best: float
) -> dict[str, np.ndarray]:
    """Families of strangers: a threshold for everybody, then one for each distance.

    Args:
        config: distances and families.
        training: its network is measured, with Arc.
        refused: the highest cosine that the door refuses.
        best: the threshold of the best accuracy on pairs drawn by chance.
    """
    rows = []
    for distance in config.distances:
        pictures_N, people_N = config.families(distance).unseen(
            training.config.seed, config.family_people, config.stranger_pictures
        )
        features_ND = features_in(training, pictures_N)[ARC]
        within = within_families(features_ND, people_N, config.family)
        rows.append(
            {
                "within_SD": (within.impostor_I > refused).mean(),
                "door_SD": (within.genuine_G > refused).mean(),
                "own_SD": within.tar_at(config.door),
                "alike_SD": (within.tar(best) + 1 - within.far(best)) / 2,
                "passes_SDM": passing_for_the_first(
                    features_ND, config.stranger_pictures, config.family, refused
                ),
            }
        )
    return stacked(rows)


def family_portraits(config: Config) -> np.ndarray:
    """The first family of the first seed at each distance, plain and larger.  (D, M, H, W)."""
    return np.stack([
        portraits(
            replace(config.families(distance), size=PORTRAIT, nuisance=0.0, grain=0.0).unseen(
                config.seeds[0], config.family_people, 1
            )[0],
            config.family,
        )
        for distance in config.distances
    ])  # fmt: skip


def small_tests(config: Config, training: Training) -> dict[str, np.ndarray]:
    """Many tests of a few people each, drawn from a pool of strangers."""
    seed, pool = training.config.seed, config.pool
    pictures_N, _ = config.strange().unseen(seed + POOL_SEED, pool, config.pool_pictures)
    unit_PND = unit(features_in(training, pictures_N)[ARC]).reshape(pool, config.pool_pictures, -1)
    two_ND = unit_PND[:, :2].reshape(2 * pool, -1)
    refused = verify(two_ND, np.arange(2 * pool) // 2).refused_at(config.test_far)
    counts = accepted_pairs(unit_PND, refused, [pictures for _, pictures in config.few_people])
    few = drawn_tests(counts, config.few_people, config.tests, seed)
    equal = drawn_tests(counts, config.equal_pairs, config.tests, seed)
    return {
        "few_spread_SQ": few.spread_Q,
        "few_effective_SQ": few.effective_Q,
        "few_covered_SQ2": few.covered_Q2,
        "equal_spread_SQ": equal.spread_Q,
        "equal_covered_SQ2": equal.covered_Q2,
    }
