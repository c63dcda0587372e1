"""The experiments behind the lesson: the cliff, the trap, the comparison, the limit, wrong labels.

L: losses, S: seeds, K: kept steps, A: angles, T: values of t, M: margins, X: samples on an arc,
R: TRAPS, C: numbers of classes, D: SPACES, B: LIMITS.

Every run is a pure function of its Config.  "A beats B" is measured over all seeds of the Config,
none left out.  The values are the gentle ones of small networks; none was chosen after a look at
the outcome.

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from lessons.experiments import Progress, measure_grid, provenance, silent, train_grid
from lessons.one_sample import (
    APART,
    between,
    explained,
    explained_at,
    is_support_vector,
    loss_and_push,
)
from lessons.result import StoredResult
from lessons.sv_softmax.leverage import ratios
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Digits
from toy_models.record import OWNERS

if TYPE_CHECKING:
    from toy_models.training import Training

#: The order of the comparison: softmax, then guidance, margins, and both.
NAMES = (
    "norm_softmax", "sv_softmax", "am_softmax", "sv_am_softmax", "arc_softmax", "sv_arc_softmax",
)  # fmt: skip
SOFTMAX, SV = 0, 1  # in NAMES
SPACES = ("circle", "sphere")
TRAPS = ("from the first step", "after a softmax warm-up", "on the sphere")
LIMITS = ("apart", "overlapping")  # clusters

ARC_SAMPLES = (20.0, 50.0, 75.0)  # degrees from w_y, the three samples of Figure 5
ANGLES = tuple(range(0, 121, 5))  # degrees from w_y at which a sample is explained
JUST_BEYOND = 61.0
FOUR_COSINES = (0.5, 0.6, 0.4, -0.3)  # of the sample in Figure 3; class 0 is its own


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiments are, and the values of the losses."""

    paper_scale: float = 30.0  # for the figures about one sample
    paper_margin: float = 0.35  # cosine units
    scale: float = 16.0  # for what is trained
    t: float = 1.2
    t_with_margin: float = 1.1
    am_margin: float = 0.15  # cosine units
    arc_margin: float = 0.3  # radians

    seeds: tuple[int, ...] = tuple(range(10))
    steps: int = 600
    warmup: int = 200  # steps of softmax before the loss itself, in the comparison
    rise: int = 200  # steps after the warm-up in which t rises to its value
    learning_rate: float = 0.01
    kept: int = 25

    trap_seeds: tuple[int, ...] = tuple(range(20))
    trap_classes: tuple[int, ...] = (4, 6, 8)
    trap_share: float = 0.115  # of the angle between neighbours, a cluster's deviation
    trap_steps: int = 400
    trap_warmup: int = 200

    overlapping: float = 0.45  # radians, deviation of clusters that overlap
    wrong_labels: float = 0.2

    @classmethod
    def quick(cls) -> Config:
        """The same in a few seconds, to see that it runs; its numbers mean nothing."""
        return cls(
            seeds=(0, 1), steps=30, warmup=10, rise=10, kept=5,
            trap_seeds=(0, 1), trap_classes=(4, 6), trap_steps=30, trap_warmup=15,
        )  # fmt: skip

    def losses(self) -> tuple[LossChoice, ...]:
        """The six of NAMES."""
        s, t, t_m = self.scale, self.t, self.t_with_margin
        return (
            LossChoice.of("norm_softmax", scale=s),
            LossChoice.of("sv_softmax", scale=s, t=t),
            LossChoice.of("am_softmax", scale=s, margin=self.am_margin),
            LossChoice.of("sv_am_softmax", scale=s, margin=self.am_margin, t=t_m),
            LossChoice.of("arc_softmax", scale=s, margin=self.arc_margin),
            LossChoice.of("sv_arc_softmax", scale=s, margin=self.arc_margin, t=t_m),
        )

    def clusters(self, classes: int) -> Blobs:
        """Clusters evenly around the circle, which do not touch."""
        return Blobs(classes=classes, per_class=60, spread=self.trap_share * 2 * np.pi / classes)

    def compared(self, space: str, seed: int) -> RunConfig:
        """Digits on the circle or the sphere."""
        return RunConfig(
            data=Digits(), losses=self.losses(), embedding=2 + SPACES.index(space), seed=seed,
            steps=self.steps, softmax_warmup=self.warmup, t_warmup=self.rise,
            learning_rate=self.learning_rate, kept=self.kept, recorded=500,
        )  # fmt: skip

    def mislabelled(self, seed: int) -> RunConfig:
        """Digits on the sphere, a share of their labels wrong; with the focal loss as a seventh."""
        focal = LossChoice.of("f_softmax", scale=self.scale, gamma=2.0)
        return replace(
            self.compared("sphere", seed),
            label_noise=self.wrong_labels,
            losses=(*self.losses(), focal),
            recorded=5000,
        )

    def trapped(self, trap: str, classes: int, seed: int) -> RunConfig:
        """One start on the circle, with or without one of the two ways out."""
        return RunConfig(
            data=self.clusters(classes), losses=self.losses(), seed=seed,
            embedding=3 if trap == TRAPS[2] else 2, steps=self.trap_steps,
            softmax_warmup=self.trap_warmup if trap == TRAPS[1] else 0,
            learning_rate=self.learning_rate, kept=2, recorded=5000,
        )  # fmt: skip

    def limit(self, limit: str, seed: int) -> RunConfig:
        """Softmax and SV-Softmax from one start, on the sphere, alike for the warm-up."""
        data = self.clusters(6)
        if limit == LIMITS[1]:
            data = replace(data, spread=self.overlapping)
        start = self.trapped(TRAPS[1], 6, seed)
        return replace(start, data=data, losses=self.losses()[:2], embedding=3, kept=self.kept)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """Arrays only; what is not a field of its own is worked out by `numbers.py`."""

    config: Config

    # One sample between two class weights, angles from w_y in degrees, s = paper_scale.
    angle_A: np.ndarray
    t_T: np.ndarray
    cliff_loss_TA: np.ndarray  # nats
    cliff_push_TA: np.ndarray  # |dL / dcos| of the rival
    margin_M: np.ndarray
    leverage_2KH: np.ndarray  # times harder, own class and rival; see leverage.py
    band_support_MX: np.ndarray  # bool: is w_k a support vector of each ARC_SAMPLE, AM's margin

    trap_accuracy_RCSL: np.ndarray  # training accuracy at the end

    steps_K: np.ndarray
    accuracy_DSKL: np.ndarray  # on test samples, plain cosine
    gap_DSKL: np.ndarray  # degrees
    support_DSKL: np.ndarray  # share of samples with a support vector

    limit_steps_K: np.ndarray
    limit_support_BSK: np.ndarray  # SV-Softmax's share of samples with a support vector
    limit_apart_BSK: np.ndarray  # largest difference between the weights of the two networks

    owned_SKL: np.ndarray  # share of the push that wrong labels own; seven losses
    noisy_accuracy_SL: np.ndarray  # test accuracy at the last step, true labels


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    return Result(
        config=config,
        provenance=provenance(),
        **one_sample(config),
        **trap(config, progress),
        **comparison(config, progress),
        **limit(config, progress),
        **wrong_labels(config, progress),
    )


def one_sample(config: Config) -> dict[str, Any]:
    """What the paper's figures show: no training, one sample between two class weights."""
    s, t = config.paper_scale, config.t
    t_T, margin_M = np.round(np.arange(1.0, 1.41, 0.05), 2), np.round(np.arange(0, 0.71, 0.05), 2)
    sv_of, sv_am_of = partial(LossChoice.of, "sv_softmax"), partial(LossChoice.of, "sv_am_softmax")
    sv_T = [sv_of(scale=s, t=value) for value in t_T.tolist()]
    gentle_T = [sv_of(scale=config.scale, t=value) for value in t_T.tolist()]
    sv_am_M = [sv_am_of(scale=s, margin=value, t=t) for value in margin_M.tolist()]
    am = LossChoice.of("am_softmax", scale=s, margin=config.paper_margin)
    angle_A = np.linspace(0, APART, 241)
    loss_TA, push_TA = zip(*(loss_and_push(sv, between(angle_A)) for sv in sv_T), strict=True)
    cos_X2 = between(np.array(ARC_SAMPLES))
    return {
        "angle_A": angle_A,
        "t_T": t_T,
        "cliff_loss_TA": np.stack(loss_TA),
        "cliff_push_TA": np.stack(push_TA),
        "leverage_2KH": ratios(t),
        "margin_M": margin_M,
        "band_support_MX": np.stack([is_support_vector(sv_am, cos_X2) for sv_am in sv_am_M]),
        "explained": {
            "sv at angles": explained_at(sv_of(scale=s, t=t), *ANGLES),
            "am at angles": explained_at(am, *ANGLES),
            "just beyond": tuple(explained_at(sv, JUST_BEYOND)[0] for sv in sv_T),
            "four classes": tuple(explained(sv, FOUR_COSINES) for sv in gentle_T),
            "with a margin": tuple(explained_at(sv_am, ARC_SAMPLES[1])[0] for sv_am in sv_am_M),
        },
    }


def trap(config: Config, progress: Progress) -> dict[str, Any]:
    """How often a start ends with every training sample classified rightly."""
    classes, seeds = config.trap_classes, config.trap_seeds
    runs_RCS = train_grid(config.trapped, TRAPS, classes, seeds, progress=progress)
    return {"trap_accuracy_RCSL": runs_RCS.stacked("train_accuracy_L")[..., -1, :]}


def comparison(config: Config, progress: Progress) -> dict[str, Any]:
    """The six losses on the circle and the sphere."""
    runs_DS = train_grid(config.compared, SPACES, config.seeds, progress=progress)
    return {
        "steps_K": runs_DS.runs[0].steps_K,
        "accuracy_DSKL": runs_DS.stacked("test_accuracy_L"),
        "gap_DSKL": np.degrees(runs_DS.stacked("angle_gap_L")),
        "support_DSKL": runs_DS.stacked("support_samples_L"),
    }


def limit(config: Config, progress: Progress) -> dict[str, Any]:
    """How far SV-Softmax's network comes from softmax's, with and without support vectors."""

    def support_and_apart(training: Training) -> tuple[float, float]:
        apart = [
            float((weights[SOFTMAX] - weights[SV]).detach().abs().max())
            for weights in training.parameters()
        ]
        return float(training.frame().support_samples_L[SV]), max(apart)

    steps_K, measured_BSK2 = measure_grid(
        config.limit, LIMITS, config.seeds, measure=support_and_apart, progress=progress
    )
    return {
        "limit_steps_K": steps_K,
        "limit_support_BSK": measured_BSK2[..., 0].astype(np.float32),
        "limit_apart_BSK": measured_BSK2[..., 1],
    }


def wrong_labels(config: Config, progress: Progress) -> dict[str, Any]:
    """Who owns the push where labels are wrong."""
    runs_S = train_grid(config.mislabelled, config.seeds, progress=progress)
    return {
        "owned_SKL": runs_S.stacked("gradient_share_L4")[..., OWNERS.index("mislabelled")],
        "noisy_accuracy_SL": runs_S.stacked("test_accuracy_L")[:, -1],
    }


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """The runs that the reader sees move, by name.

    The trapped run is the first seed with six classes that ends well with softmax and badly with
    SV-Softmax: chosen to show what sticking looks like, not how often it happens.
    """
    config = result.config
    classes = 6 if 6 in config.trap_classes else config.trap_classes[0]
    full_SL = result.trap_accuracy_RCSL[0, config.trap_classes.index(classes)] == 1
    seed = config.trap_seeds[int((full_SL[:, SOFTMAX] & ~full_SL[:, SV]).argmax())]
    two = config.losses()[:2]
    runs = {
        "trap": replace(config.trapped(TRAPS[0], classes, seed), losses=two),
        "mended": replace(config.trapped(TRAPS[1], classes, seed), losses=two),
        "sphere": config.compared("sphere", config.seeds[0]),
    }
    return {name: replace(run, kept=30, recorded=240) for name, run in runs.items()}
