"""Who gets the gradient: hard mining and focal loss on toy faces, some with wrong labels.

W: shares of wrong labels, S: seeds, K: kept steps, L: losses, G: GAMMAS, P: PROBABILITIES.

Data and steps are those of lesson 3, chosen with a seed that judges nothing.  The values of focal
loss and of hard mining are the papers'; a half for the second is there to see it at work.

Papers: "Focal Loss", arXiv:1708.02002; "OHEM", arXiv:1604.03540; "SV-Softmax", arXiv:1812.11317.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lessons.experiments import Progress, at_kept_steps, provenance, silent, stacked
from lessons.one_sample import explained, loss_and_push
from lessons.result import StoredResult
from lessons.toy_faces import FacesConfig
from lessons.unseen import compare, training_of
from toy_models.config import LossChoice, RunConfig
from toy_models.explanation import Explanation

if TYPE_CHECKING:
    from toy_models.training import Training

NAMES = ("softmax", "mining", "half", "focal")
GAMMAS = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0)  # gamma 0 is softmax
PROBABILITIES = np.linspace(0.02, 0.98, 49)  # of the own class
HARD, EASY = 0.2, 0.6  # the two samples of the SV-Softmax paper's Figure 2
TOP = 0.1  # share of the pictures with the largest losses


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are, and the values of the losses."""

    scale: float = 16.0
    paper_scale: float = 30.0  # of the SV-Softmax paper
    t: float = 1.2
    gamma: float = 2.0
    keep: float = 0.9
    half: float = 0.5

    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    wrong: tuple[float, ...] = (0.0, 0.1, 0.2)  # shares of the training labels
    people: int = 100
    kept: int = 16

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=8, pictures=6, face_steps=6, kept=3, strangers=12,
            stranger_pictures=4,
        )  # fmt: skip

    def losses(self) -> tuple[LossChoice, ...]:
        """Those of NAMES."""
        return (
            LossChoice.of("norm_softmax", scale=self.scale),
            LossChoice.of("hm_softmax", scale=self.scale, keep=self.keep),
            LossChoice.of("hm_softmax", scale=self.scale, keep=self.half),
            self.focal(self.gamma),
        )

    def focal(self, gamma: float) -> LossChoice:
        """Focal loss with an exponent."""
        return LossChoice.of("f_softmax", scale=self.scale, gamma=gamma)

    def faces(self, wrong: float, seed: int) -> RunConfig:
        """Toy faces with a share of wrong labels."""
        more = {"label_noise": wrong, "kept": self.kept, "recorded": 2000}
        return self.faces_of(self.people, self.losses(), seed, **more)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was worked out for one picture, and what was measured in trainings."""

    config: Config
    loss_GP: np.ndarray  # nats
    pull_GP: np.ndarray  # of a picture on its cosines, divided by s

    steps_K: np.ndarray
    owned_WSKL: np.ndarray  # share of all pulls that wrong labels have
    beaten_WSKL: np.ndarray  # share of pictures with right labels that another class beats
    top_WSKL: np.ndarray  # share of wrong labels among the pictures with the largest losses
    tar_WSL: np.ndarray  # share of strangers' true pairs that are found, at FAR


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    rows = []
    for wrong in config.wrong:
        runs = [config.faces(wrong, seed) for seed in config.seeds]
        rows.append(stacked([trained(config, run) for run in runs]))
        progress(f"{wrong:.0%} wrong: {rows[-1]['tar_WSL'].mean(0).round(3)}")
    measured = stacked(rows)
    curves = [loss_and_push(config.focal(gamma), at_probability(config)) for gamma in GAMMAS]
    return Result(
        config=config,
        provenance=provenance(),
        explained={"paper": paper(config)},
        loss_GP=np.stack([loss_P for loss_P, _ in curves]),
        pull_GP=np.stack([push_P for _, push_P in curves]) / config.scale,
        steps_K=measured.pop("steps_K")[0, 0],
        **measured,
    )


def at_probability(config: Config, p_P: np.ndarray = PROBABILITIES) -> np.ndarray:
    """Cosines to the own class and to one other with these probabilities of softmax.  (P, 2)."""
    lead_P = np.log(p_P / (1 - p_P)) / config.scale
    return np.stack([lead_P / 2, -lead_P / 2], -1)


def paper(config: Config) -> tuple[Explanation, ...]:
    """The hard sample of the paper's Figure 2 at its own s: softmax, then SV-Softmax."""
    lead = np.log(HARD / (1 - HARD)) / config.paper_scale
    return tuple(
        explained(choice, [lead, 0.0])
        for choice in (
            LossChoice.of("norm_softmax", scale=config.paper_scale),
            LossChoice.of("sv_softmax", scale=config.paper_scale, t=config.t),
        )
    )


def trained(config: Config, run: RunConfig) -> dict[str, np.ndarray]:
    """Train, and look at the pulls at each kept step."""
    training = training_of(run)
    steps, looks = at_kept_steps(training, look)
    owned_KL, beaten_KL, top_KL = np.moveaxis(np.array(looks), 1, 0)
    found = compare(training, config.strangers, config.stranger_pictures)
    return {
        "steps_K": np.array(steps), "owned_WSKL": owned_KL, "beaten_WSKL": beaten_KL,
        "top_WSKL": top_KL, "tar_WSL": found.tar_L,
    }  # fmt: skip


def look(training: Training) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a step of a training gives to `owned`, `beaten` and `top` of a result.  Each (L,)."""
    from toy_models.record import OWNERS

    rows_N, data, frame = training.samples_N, training.dataset, training.frame()
    wrong_N = data.labels_N[rows_N] != data.true_labels_N[rows_N]
    beaten_LN = frame.rival_angle_LN < frame.target_angle_LN
    largest_LM = np.argsort(-frame.loss_LN.astype(float))[:, : round(TOP * len(wrong_N))]
    return (
        frame.gradient_share_L4[:, OWNERS.index("mislabelled")],
        beaten_LN[:, ~wrong_N].mean(1),
        wrong_N[largest_LM].mean(1),
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
