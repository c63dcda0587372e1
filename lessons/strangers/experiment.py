"""Strangers at a door: true and wrong pairs, small tests, look-alikes, some of the classes a step.

S: seeds, L: losses, H: shares of the classes, F: FARS, G: those with intervals, T: COSINES,
D: distances in a family, M: its members, Q: layouts of a test, P: people, N: pictures.

Data and steps were chosen with seed 0, which judges nothing.  One training of each seed, with all
classes, is measured everywhere; the other shares are trained for the last question alone.

Papers: "Partial FC", arXiv:2010.05222; "Confidence Intervals for Error Rates in 1:1 Matching
Tasks", arXiv:2306.01198; look-alikes in place of random wrong pairs: "Fine-grained LFW".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from evidence.effective_pairs import wilson
from evidence.verification import Verification, unit, verify
from lessons.experiments import Progress, provenance, silent
from lessons.result import StoredResult
from lessons.strangers.look_alikes import passing_for_the_first, portraits, within_families
from lessons.strangers.small_tests import accepted_pairs, drawn_tests, tar_intervals
from lessons.unseen import features_in, training_of
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces, Families

if TYPE_CHECKING:
    from torch import Tensor

    from toy_models.training import Training

NAMES = ("norm_softmax", "arc_softmax")
ARC = 1
FARS = np.logspace(-4, -1, 13)
COSINES = np.linspace(-0.1, 0.95, 43)
PAIRS = np.logspace(5, 9, 33)  # wrong pairs in a test
RARE = 1e-6  # the FAR that they are asked for
CERTAIN = slice(4, 9, 2)  # of FARS: 1e-3 to 1e-2, at which intervals are drawn
PORTRAIT = 40  # pixels on a side, of a portrait
POOL_SEED = 1000  # more than a seed: the people of the small tests are others


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiments are."""

    scale: float = 16.0
    margin: float = 15.0  # degrees, Arc's
    door: float = 1e-3  # FAR of the door's threshold

    seeds: tuple[int, ...] = tuple(range(1, 11))
    people: int = 400
    pictures: int = 20
    pixels: int = 16
    nuisance: float = 0.5  # pose, light and expression, as a factor
    dimension: int = 32
    width: int = 128
    batch: int = 32
    steps: int = 1500
    rate: float = 0.003
    shares: tuple[float, ...] = (0.0, 0.1, 1.0)  # 0: the classes of the batch; 1: all
    strangers: int = 200
    stranger_pictures: int = 8

    distances: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    family: int = 4
    family_people: int = 120

    pool: int = 500  # people from whom small tests are drawn
    pool_pictures: int = 16
    tests: int = 300
    test_far: float = 1e-2
    few: int = 20  # people of a small test
    replicates: int = 100

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=40, pictures=5, steps=4, batch=2, shares=(0.0, 0.1, 1.0),
            strangers=60, stranger_pictures=4, distances=(0.3, 1.0), family_people=48, pool=60,
            pool_pictures=4, tests=5, width=16, replicates=5,
        )  # fmt: skip

    @property
    def few_people(self) -> tuple[tuple[int, int], ...]:
        """Tests of the same few people with ever more pictures of each: (people, pictures)."""
        powers = range(int(math.log2(self.pool_pictures)) + 1)
        return tuple((self.few, 2**power) for power in powers)

    @property
    def equal_pairs(self) -> tuple[tuple[int, int], ...]:
        """Tests with about equally many wrong pairs, of ever more people: (people, pictures)."""
        pictures = [pictures for _, pictures in self.few_people[:0:-1]]
        return tuple((round(7 * self.pool_pictures / m * self.few / 20), m) for m in pictures)

    @property
    def least_share(self) -> float:
        """Share of the classes that a batch has, on the average."""
        return 1 - (1 - 1 / self.people) ** self.batch

    def losses(self) -> tuple[LossChoice, ...]:
        """Those of NAMES."""
        return (
            LossChoice.of(NAMES[0], scale=self.scale),
            LossChoice.of(NAMES[1], scale=self.scale, margin=math.radians(self.margin)),
        )

    def faces(self, seed: int, share: float = 1.0) -> RunConfig:
        """The training; with some of the classes at a step, of Arc alone."""
        return RunConfig(
            data=Faces(
                identities=self.people, images=self.pictures, size=self.pixels,
                nuisance=self.nuisance,
            ),
            losses=self.losses() if share == 1 else self.losses()[ARC:], seed=seed,
            steps=self.steps, batch=self.batch, kept=2, learning_rate=self.rate,
            embedding=self.dimension, hidden=(self.width,),
        )  # fmt: skip

    def strange(self) -> Faces:
        """People as in the training, of whom there are any number of others."""
        return Faces(identities=2, size=self.pixels, nuisance=self.nuisance)

    def families(self, distance: float) -> Families:
        """Strangers, some of whom look alike."""
        return Families(
            identities=self.family_people, family=self.family, distance=distance,
            size=self.pixels, nuisance=self.nuisance,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured.  Rates are shares, 0 to 1."""

    config: Config
    interval_2: np.ndarray  # shape (pairs, 2): of a FAR of RARE, for PAIRS

    known_SL: np.ndarray  # accuracy on new pictures of the training people
    accuracy_SL: np.ndarray  # on as many wrong as true pairs of strangers, best threshold
    best_SL: np.ndarray  # that threshold, a cosine
    best_far_SL: np.ndarray
    tar_SLF: np.ndarray
    tar_SHF: np.ndarray  # Arc, by the share of the classes in a step
    tar_ST: np.ndarray  # Arc, over the threshold
    far_ST: np.ndarray

    # Arc, families of look-alikes
    within_SD: np.ndarray  # FAR within families at the door's threshold
    door_SD: np.ndarray  # TAR there
    own_SD: np.ndarray  # TAR at a threshold for each distance, with the door's FAR within families
    alike_SD: np.ndarray  # accuracy with look-alikes as wrong pairs, at the best threshold for all
    passes_SDM: np.ndarray  # of the first family: share of the pairs with the first that pass
    portraits_SDMHW: np.ndarray  # of the first family, one seed: grey values

    # Arc, small tests: see small_tests.Tests
    few_spread_SQ: np.ndarray
    few_effective_SQ: np.ndarray
    few_covered_SQ2: np.ndarray
    equal_spread_SQ: np.ndarray
    equal_covered_SQ2: np.ndarray
    interval_few_SG3: np.ndarray  # TAR of a few people, with its interval over people
    interval_all_SG3: np.ndarray


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    rows = []
    for seed in config.seeds:
        rows.append(of_seed(config, seed))
        progress(f"{seed}: TAR of Arc {rows[-1]['tar_SHF'][:, CERTAIN.start].round(3)}")
    measured: dict[str, Any] = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    return Result(
        config=config,
        provenance=provenance(),
        interval_2=np.array([wilson(RARE, pairs) for pairs in PAIRS]),
        portraits_SDMHW=family_portraits(config)[None],
        **measured,
    )


def trained(config: Config, seed: int, share: float) -> Training:
    """Train with this share of the classes at a step: those of the batch, the others drawn."""
    from losses.partial_fc import sampled_classes

    def classes_of_step(labels_B: Tensor, step: int) -> Tensor:
        return sampled_classes(labels_B, config.people, share, seed=seed, step=step)

    training = training_of(config.faces(seed, share), classes_of_step if share < 1 else None)
    while training.step < config.steps:
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
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


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


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
