"""The experiments behind the lesson: the cliff, the trap, the comparison, the limit, wrong labels.

L: losses, S: seeds, K: kept steps, A: angles, T: values of t, M: margins, X: samples on an arc.

Every run is a pure function of its Config.  What is shown as "A beats B" is measured over all
seeds of the Config, none left out; the values are the gentle ones of the toys, and none of them
was chosen after a look at the outcome.

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, Digits
from toy_models.explanation import Explanation, explain
from toy_models.record import Run

Array = NDArray[Any]

#: The order of the comparison: softmax, then guidance, margins, and both.
NAMES = (
    "norm_softmax",
    "sv_softmax",
    "am_softmax",
    "sv_am_softmax",
    "arc_softmax",
    "sv_arc_softmax",
)
SOFTMAX, SV = 0, 1  # in NAMES
SPACES = ("circle", "sphere")
TRAPS = ("from the first step", "after a softmax warm-up", "on the sphere")
LIMITS = ("apart", "overlapping")  # clusters

APART = 120.0  # degrees between the two class weights of the paper's figures; boundary at 60
ARC_SAMPLES = (20.0, 50.0, 75.0)  # degrees from w_y, the three samples of Figure 5
ANGLES = tuple(range(0, 121, 5))  # degrees from w_y at which a sample is explained
JUST_BEYOND = 61.0
FOUR_COSINES = np.array([0.5, 0.6, 0.4, -0.3])  # of the sample in Figure 3; class 0 is its own


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
    rise: int = 200  # and then over so many t rises to its value
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

    def compared(self, space: str, seed: int) -> RunConfig:
        """Digits on the circle or the sphere."""
        return RunConfig(
            data=Digits(),
            losses=self.losses(),
            embedding=2 + SPACES.index(space),
            steps=self.steps,
            softmax_warmup=self.warmup,
            t_warmup=self.rise,
            learning_rate=self.learning_rate,
            kept=self.kept,
            recorded=500,
            seed=seed,
        )

    def clusters(self, classes: int) -> Blobs:
        """Clusters evenly around the circle, which do not touch."""
        return Blobs(classes=classes, per_class=60, spread=self.trap_share * 2 * np.pi / classes)

    def trapped(self, trap: str, classes: int, seed: int) -> RunConfig:
        """One start on the circle, with or without one of the two ways out."""
        return RunConfig(
            data=self.clusters(classes),
            losses=self.losses(),
            embedding=3 if trap == TRAPS[2] else 2,
            steps=self.trap_steps,
            softmax_warmup=self.trap_warmup if trap == TRAPS[1] else 0,
            learning_rate=self.learning_rate,
            kept=2,
            recorded=5000,
            seed=seed,
        )

    def limit(self, limit: str, seed: int) -> RunConfig:
        """Softmax and SV-Softmax from one start, on the sphere, alike for the warm-up."""
        data = self.clusters(6)
        if limit == LIMITS[1]:
            data = Blobs(classes=6, per_class=60, spread=self.overlapping)
        return RunConfig(
            data=data,
            losses=self.losses()[:2],
            embedding=3,
            steps=self.trap_steps,
            softmax_warmup=self.trap_warmup,
            learning_rate=self.learning_rate,
            kept=self.kept,
            recorded=5000,
            seed=seed,
        )

    def mislabelled(self, seed: int) -> RunConfig:
        """Digits on the sphere, a share of their labels wrong; with the focal loss as a seventh."""
        focal = LossChoice.of("f_softmax", scale=self.scale, gamma=2.0)
        return RunConfig(
            data=Digits(),
            label_noise=self.wrong_labels,
            losses=(*self.losses(), focal),
            embedding=3,
            steps=self.steps,
            softmax_warmup=self.warmup,
            t_warmup=self.rise,
            learning_rate=self.learning_rate,
            kept=self.kept,
            recorded=5000,
            seed=seed,
        )


@dataclass(frozen=True, kw_only=True)
class Result:
    """Arrays and words only; what is not a field of its own is worked out by `numbers.py`."""

    config: Config
    provenance: str

    # One sample between two class weights, angles from w_y in degrees, s = paper_scale.
    angle_A: Array
    t_T: Array
    cliff_loss_TA: Array  # nats
    cliff_push_TA: Array  # |dL / dcos| of the rival
    margin_M: Array
    band_support_MX: Array  # bool: is w_k a support vector of each ARC_SAMPLE, with AM's margin
    explained: dict[str, tuple[Explanation, ...]]  # of EXPLAINED, one for every value

    trap_accuracy_RCSL: Array  # of TRAPS, classes, seeds, losses: training accuracy at the end

    steps_K: Array
    accuracy_DSKL: Array  # of SPACES; on test samples, plain cosine
    gap_DSKL: Array  # degrees
    support_DSKL: Array  # share of samples with a support vector

    limit_steps_K: Array
    limit_support_BSK: Array  # of LIMITS: SV-Softmax's share of samples with a support vector
    limit_apart_BSK: Array  # largest difference between the weights of the two networks

    owned_SKL: Array  # share of the push that wrong labels own; seven losses
    noisy_accuracy_SL: Array  # test accuracy at the last step, true labels

    def save(self, file: Any) -> None:
        """Write the result as a compressed npz without any pickled object."""
        about = {
            "config": asdict(self.config),
            "provenance": self.provenance,
            "explained": {
                name: [asdict(one) for one in ones] for name, ones in self.explained.items()
            },
        }
        np.savez_compressed(
            file,
            about=np.frombuffer(json.dumps(about).encode(), np.uint8),
            **{name: getattr(self, name) for name in _ARRAYS},
        )

    @classmethod
    def load(cls, file: Any) -> Result:
        """Read what `save` wrote; nothing is unpickled.

        Raises:
            ValueError: not such a file, or damaged.
        """
        try:
            with np.load(file, allow_pickle=False) as stored:
                about = json.loads(stored["about"].tobytes())
                settings: dict[str, Any] = {
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in about["config"].items()
                }
                return cls(
                    config=Config(**settings),
                    provenance=about["provenance"],
                    explained={
                        name: tuple(Explanation(**one) for one in ones)
                        for name, ones in about["explained"].items()
                    },
                    **{name: stored[name] for name in _ARRAYS},
                )
        except Exception as error:  # a damaged zip can raise nearly anything
            reason = str(error).split(". ")[0].rstrip(".")
            raise ValueError(f"Not a readable result of this lesson: {reason}.") from None


_ARRAYS = tuple(field.name for field in fields(Result) if field.type == "Array")


def run(config: Config, *, progress: Callable[[str], None] = lambda _: None) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    import torch

    return Result(
        config=config,
        provenance=f"torch {torch.__version__}, CPU, {torch.get_num_threads()} thread(s)",
        **one_sample(config),
        **trap(config, progress),
        **comparison(config, progress),
        **limit(config, progress),
        **wrong_labels(config, progress),
    )


def between(angle_A: Array) -> Array:
    """Cosines of samples on the arc from w_y to w_k.  Shape (A, 2)."""
    return np.cos(np.radians(np.stack([angle_A, APART - angle_A], -1)))


def one_sample(config: Config) -> dict[str, Any]:
    """What the paper's figures show: no training, one sample between two class weights."""
    import torch

    import losses

    angle_A = np.linspace(0, APART, 241)
    t_T = np.round(np.arange(1.0, 1.41, 0.05), 2)
    labels_A = torch.zeros(len(angle_A), dtype=torch.long)
    loss_TA, push_TA = [], []
    for t in t_T.tolist():
        cos_A2 = torch.tensor(between(angle_A)).requires_grad_()
        loss_A = losses.build("sv_softmax", scale=config.paper_scale, t=t)(cos_A2, labels_A)
        (slope_A2,) = torch.autograd.grad(loss_A.sum(), cos_A2)
        loss_TA.append(loss_A.detach().numpy())
        push_TA.append(slope_A2[:, 1].numpy())

    margin_M = np.round(np.arange(0, 0.71, 0.05), 2)
    cos_X2 = torch.tensor(between(np.array(ARC_SAMPLES)))
    labels_X = torch.zeros(len(cos_X2), dtype=torch.long)
    band_MX = [
        losses.build("sv_am_softmax", margin=m, t=config.t).support_vectors(cos_X2, labels_X)[:, 1]
        for m in margin_M.tolist()
    ]
    return {
        "angle_A": angle_A,
        "t_T": t_T,
        "cliff_loss_TA": np.stack(loss_TA),
        "cliff_push_TA": np.stack(push_TA),
        "margin_M": margin_M,
        "band_support_MX": np.stack([support_X.numpy() for support_X in band_MX]),
        "explained": _explained(config, t_T, margin_M),
    }


def _explained(config: Config, t_T: Array, margin_M: Array) -> dict[str, tuple[Explanation, ...]]:
    """Single samples number by number: at angles, and for values of t and of m."""
    s, t, m = config.paper_scale, config.t, config.paper_margin

    def told(choice: LossChoice, cosines: Array) -> Explanation:
        return explain(choice, cosines.tolist(), label=0, norm=1.0)

    def at(choice: LossChoice, degrees: float) -> Explanation:
        return told(choice, between(np.array(degrees)))

    def sv(t: float, scale: float = s) -> LossChoice:
        return LossChoice.of("sv_softmax", scale=scale, t=t)

    am = LossChoice.of("am_softmax", scale=s, margin=m)
    middle = ARC_SAMPLES[1]
    return {
        "sv at angles": tuple(at(sv(t), angle) for angle in ANGLES),
        "am at angles": tuple(at(am, angle) for angle in ANGLES),
        "just beyond": tuple(at(sv(one), JUST_BEYOND) for one in t_T.tolist()),
        "four classes": tuple(told(sv(one, config.scale), FOUR_COSINES) for one in t_T.tolist()),
        "with a margin": tuple(
            at(LossChoice.of("sv_am_softmax", scale=s, margin=one, t=t), middle)
            for one in margin_M.tolist()
        ),
    }


def trap(config: Config, progress: Callable[[str], None]) -> dict[str, Any]:
    """How often a start ends with every training sample classified rightly."""
    accuracy = np.zeros(
        (len(TRAPS), len(config.trap_classes), len(config.trap_seeds), len(NAMES)), np.float32
    )
    for r, way in enumerate(TRAPS):
        for c, classes in enumerate(config.trap_classes):
            for s, seed in enumerate(config.trap_seeds):
                ended = last_frame(config.trapped(way, classes, seed))
                accuracy[r, c, s] = ended.train_accuracy_L
            progress(f"{way}, {classes} classes: {(accuracy[r, c] == 1).sum(0)}")
    return {"trap_accuracy_RCSL": accuracy}


def comparison(config: Config, progress: Callable[[str], None]) -> dict[str, Any]:
    """The six losses on the circle and the sphere."""
    from toy_models.training import train

    runs = []
    for space in SPACES:
        for seed in config.seeds:
            runs.append(train(config.compared(space, seed)))
            progress(f"{space}, seed {seed}: {runs[-1].test_accuracy_KL[-1].round(3)}")

    def stacked(name: str) -> Array:
        arrays = np.stack([one.arrays[name] for one in runs])
        return arrays.reshape(len(SPACES), len(config.seeds), *arrays.shape[1:])

    return {
        "steps_K": runs[0].steps_K,
        "accuracy_DSKL": stacked("test_accuracy_L"),
        "gap_DSKL": np.degrees(stacked("angle_gap_L")),
        "support_DSKL": stacked("support_samples_L"),
    }


def limit(config: Config, progress: Callable[[str], None]) -> dict[str, Any]:
    """How far SV-Softmax's network comes from softmax's, with and without support vectors."""
    from toy_models.training import Training, kept_steps

    support, apart = [], []
    for which in LIMITS:
        for seed in config.seeds:
            training = Training(config.limit(which, seed))
            kept = kept_steps(training.config)
            while True:
                if training.step in kept:
                    support.append(training.frame().support_samples_L[1])
                    apart.append(
                        max(
                            float((weights[0] - weights[1]).detach().abs().max())
                            for weights in training.parameters()
                        )
                    )
                if training.step == training.config.steps:
                    break
                training.advance()
            progress(f"{which}, seed {seed}: apart by {apart[-1]:.3g}")
    shape = (len(LIMITS), len(config.seeds), len(kept))
    return {
        "limit_steps_K": np.array(kept),
        "limit_support_BSK": np.array(support, np.float32).reshape(shape),
        "limit_apart_BSK": np.array(apart).reshape(shape),
    }


def wrong_labels(config: Config, progress: Callable[[str], None]) -> dict[str, Any]:
    """Who owns the push where labels are wrong."""
    from toy_models.record import OWNERS
    from toy_models.training import train

    runs = []
    for seed in config.seeds:
        runs.append(train(config.mislabelled(seed)))
        progress(f"wrong labels, seed {seed}: {runs[-1].test_accuracy_KL[-1].round(3)}")
    owner = OWNERS.index("mislabelled")
    return {
        "owned_SKL": np.stack([one.gradient_share_KL4[..., owner] for one in runs]),
        "noisy_accuracy_SL": np.stack([one.test_accuracy_KL[-1] for one in runs]),
    }


def last_frame(config: RunConfig) -> Any:
    """Train, and record the last step alone."""
    from toy_models.training import Training

    training = Training(config)
    while training.step < config.steps:
        training.advance()
    return training.frame()


def shown_runs(config: Config, result: Result) -> dict[str, RunConfig]:
    """The runs that the reader sees move, by name.

    The trapped one is the first seed with six classes that ends well with softmax and badly with
    SV-Softmax: chosen to show what sticking looks like, not how often it happens.
    """
    classes = 6 if 6 in config.trap_classes else config.trap_classes[0]
    full_SL = result.trap_accuracy_RCSL[0, config.trap_classes.index(classes)] == 1
    stuck_S = full_SL[:, SOFTMAX] & ~full_SL[:, SV]
    seed = config.trap_seeds[int(stuck_S.argmax())]
    trapped = {
        name: _shown(config.trapped(way, classes, seed), losses=config.losses()[:2])
        for name, way in (("trap", TRAPS[0]), ("mended", TRAPS[1]))
    }
    return {**trapped, "sphere": _shown(config.compared("sphere", config.seeds[0]))}


def _shown(config: RunConfig, losses: tuple[LossChoice, ...] | None = None) -> RunConfig:
    from dataclasses import replace

    return replace(config, losses=losses or config.losses, kept=30, recorded=240)


def train_shown(config: RunConfig) -> Run:
    """One of `shown_runs`."""
    from toy_models.training import train

    return train(config)
