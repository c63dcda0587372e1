"""Margins below and above the room that classes have; and weights that nothing but softmax moves.

S: seeds, K: numbers of people, D: dimensions, M: margins, C: CLASSES, R: scales.
Of the trainings that are watched: W: margins, T: kept steps, N: pictures, P: people.

Data and steps were chosen with seeds 0 and 1, which judge nothing.  All margins that were tried
with them are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from lessons.experiments import Progress, provenance, silent
from lessons.one_sample import explained
from lessons.result import StoredResult
from lessons.room.bounds import one_vs_rest
from lessons.room.repelling import at_random, nearest_S, repelled
from lessons.unseen import training_of
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces
from toy_models.packing import centres, nearest_angle
from toy_models.record import unpack_unit

CLASSES = tuple(range(3, 21))  # of weights without a network, on the sphere
WATCHED = (0.1, 0.5)  # margins whose trainings are watched, in the first seed
MEASURES = ("nearest", "learned", "accuracy", "push")


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiments are."""

    seeds: tuple[int, ...] = tuple(range(2, 12))
    scale: float = 16.0
    margins: tuple[float, ...] = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)  # cosine units
    people: tuple[int, ...] = (5, 10, 20)
    dimensions: tuple[int, ...] = (2, 3, 8)
    pictures: int = 40
    pixels: int = 16
    nuisance: float = 0.5  # pose, light and expression, as a factor
    steps: int = 400
    kept: int = 40  # steps of the trainings that are watched
    recorded: int = 120  # and pictures
    warmup: int = 100  # steps of plain softmax, where weights start as far apart as they can be

    scales: tuple[float, ...] = (2.0, 8.0, 32.0)  # of weights without a network
    repelling_steps: int = 700

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=(4, 5, 6), dimensions=(2, 3), pictures=5, steps=3, warmup=1,
            kept=2, repelling_steps=3,
        )  # fmt: skip

    def losses(self) -> tuple[LossChoice, ...]:
        """One for each margin."""
        return tuple(self.am(margin) for margin in self.margins)

    def am(self, margin: float) -> LossChoice:
        """Softmax, or AM with a margin."""
        if not margin:
            return LossChoice.of("norm_softmax", scale=self.scale)
        return LossChoice.of("am_softmax", scale=self.scale, margin=margin)

    def faces(self, people: int, dimension: int, seed: int) -> RunConfig:
        """Toy faces of so many people with so many features; weights start at random."""
        return RunConfig(
            data=Faces(
                identities=people, images=self.pictures, size=self.pixels, nuisance=self.nuisance
            ),
            losses=self.losses(), embedding=dimension, steps=self.steps, kept=2, seed=seed,
        )  # fmt: skip

    def spread(self, people: int, seed: int) -> RunConfig:
        """The same on a circle, where weights start as far apart as they can be."""
        start = self.faces(people, 2, seed)
        return replace(start, class_weights="spread", softmax_warmup=self.warmup)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured at the end of each training, and what was worked out."""

    config: Config
    # On a circle, for each number of people.
    nearest_KSM: np.ndarray  # degrees between the two nearest class weights
    learned_KSM: np.ndarray  # share of the training pictures that are right
    accuracy_KSM: np.ndarray  # share of new pictures
    push_KSM: np.ndarray  # 1 - p: the mean pull on the own class, as a share of the strongest
    # Ten people, for each number of features; the first is the circle again.
    nearest_DSM: np.ndarray
    learned_DSM: np.ndarray
    accuracy_DSM: np.ndarray
    push_DSM: np.ndarray
    # Ten people on a circle; weights start far apart.
    spread_nearest_SM: np.ndarray
    spread_learned_SM: np.ndarray
    spread_accuracy_SM: np.ndarray

    watched_steps_T: np.ndarray
    watched_weights_WTP2: np.ndarray  # int16, unit length
    watched_points_WTN2: np.ndarray  # int16, unit length
    watched_labels_N: np.ndarray

    repelled_RSC: np.ndarray  # degrees between the two nearest weights, softmax alone
    widest_C: np.ndarray  # the same in the widest known arrangement
    code_C: np.ndarray  # the smallest one-vs-rest distance there


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    people, dimensions = config.people, config.dimensions
    ten = people[1]

    def seeds(words: str, made: Callable[[int], RunConfig]) -> np.ndarray:
        found_MSM = np.stack([trained(made(seed)) for seed in config.seeds], 1)
        progress(f"{words}: {found_MSM.mean(1).round(2)}")
        return found_MSM

    swept = {
        (k, d): seeds(f"{k} people, {d} features", partial(config.faces, k, d))
        for k, d in dict.fromkeys([*((k, 2) for k in people), *((ten, d) for d in dimensions)])
    }
    circle = np.stack([swept[k, 2] for k in people], 1)
    of_ten = np.stack([swept[ten, d] for d in dimensions], 1)
    spread = seeds("weights far apart", partial(config.spread, ten))
    widest = [centres(classes, 3) for classes in CLASSES]
    alone = [[_alone(config, scale, classes) for classes in CLASSES] for scale in config.scales]
    return Result(
        config=config,
        provenance=provenance(),
        explained={"ten": (explained(config.am(0.35), ring_of_ten()),)},
        **{f"{name}_KSM": values for name, values in zip(MEASURES, circle, strict=True)},
        **{f"{name}_DSM": values for name, values in zip(MEASURES, of_ten, strict=True)},
        **{
            f"spread_{name}_SM": values
            for name, values in zip(MEASURES[:3], spread[:3], strict=True)
        },
        **watched(config),
        repelled_RSC=np.swapaxes(alone, 1, 2),
        widest_C=np.degrees([nearest_angle(points) for points in widest]),
        code_C=np.array([one_vs_rest(points).min() for points in widest]),
    )


def _alone(config: Config, scale: float, classes: int) -> np.ndarray:
    """The smallest angle of weights that only softmax moves, degrees.  Shape (S,)."""
    start_SKD = at_random(classes, 3, config.seeds)
    softmax = LossChoice.of("norm_softmax", scale=scale)
    return nearest_S(repelled(softmax, start_SKD, config.repelling_steps))


def trained(run: RunConfig) -> np.ndarray:
    """What MEASURES names, after a training, for each margin.  Shape (4, M)."""
    training = training_of(run)
    while training.step < run.steps:
        training.advance()
    frame = training.frame()
    weights_MKD = unpack_unit(frame.weights_LCD).astype(float)
    p_M = np.exp(-frame.loss_LN.astype(float)).mean(1)
    return np.stack(
        [nearest_S(weights_MKD), frame.train_accuracy_L, frame.test_accuracy_L, 1 - p_M]
    )


def watched(config: Config) -> dict[str, np.ndarray]:
    """Ten people on a circle with the margins WATCHED, at every kept step of the first seed."""
    from toy_models.training import kept_steps

    start = config.faces(config.people[1], 2, config.seeds[0])
    losses = tuple(map(config.am, WATCHED))
    run = replace(start, losses=losses, kept=config.kept, recorded=config.recorded)
    training, steps, frames = training_of(run), kept_steps(run), []
    for step in range(run.steps + 1):
        if step in steps:
            frames.append(training.frame())
        if step < run.steps:
            training.advance()
    return {
        "watched_steps_T": np.array(steps),
        "watched_weights_WTP2": np.stack([frame.weights_LCD for frame in frames], 1),
        "watched_points_WTN2": np.stack([frame.features_LND for frame in frames], 1),
        "watched_labels_N": training.result(frames).labels_N,
    }


def ring_of_ten() -> np.ndarray:
    """Cosines of a picture on its own weight to ten weights on a circle, its own the first."""
    weights = centres(10, 2)
    return np.asarray(weights @ weights[0])


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
