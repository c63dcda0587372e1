"""Normalised softmax at many scales: the loss and its floor, and strangers' faces.

S: seeds, C: SCALES, R: learning rates, K: numbers of people, A: angles.

Data and steps were chosen with seed 0, which judges nothing.  All scales that were tried are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.experiments import Progress, provenance, silent
from lessons.one_sample import explained
from lessons.result import StoredResult
from lessons.toy_faces import FacesConfig
from lessons.unseen import compare, trained
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Digits

SCALES = (1.0, 2.0, 4.0, 6.0, 8.0, 16.0, 32.0, 64.0)
PUSHED = (4.0, 16.0, 64.0)  # scales whose pull is drawn
ANGLES = np.linspace(0, 90, 91)  # degrees, from the own weight towards one other at 90


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are."""

    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    digit_steps: int = 300
    digit_dimension: int = 16
    people: tuple[int, ...] = (20, 200)
    rates: tuple[float, ...] = (0.001, 0.003, 0.01)

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), digit_steps=10, people=(8, 10), pictures=8, face_steps=6,
            strangers=12, stranger_pictures=6,
        )  # fmt: skip

    def losses(self) -> tuple[LossChoice, ...]:
        """One for each scale."""
        return tuple(LossChoice.of("norm_softmax", scale=scale) for scale in SCALES)

    def digits(self, seed: int) -> RunConfig:
        """Ten classes, which every scale learns."""
        return RunConfig(
            data=Digits(), losses=self.losses(), seed=seed, steps=self.digit_steps, kept=2,
            embedding=self.digit_dimension, recorded=5000,
        )  # fmt: skip

    def faces(self, at: int, rate: float, seed: int) -> RunConfig:
        """Toy faces of so many people."""
        return self.faces_of(self.people[at], self.losses(), seed, learning_rate=rate)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured at the end of each training."""

    config: Config
    digit_loss_SC: np.ndarray  # mean over training pictures, nats
    digit_accuracy_SC: np.ndarray  # on new pictures
    tar_KSC: np.ndarray  # strangers, at the middle learning rate
    face_loss_KSC: np.ndarray
    tar_RSC: np.ndarray  # strangers, with the most people, at each learning rate
    pull_CA: np.ndarray  # of the own class on a picture, for PUSHED; |dL / dcos|


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    digits = [_digits(config, seed) for seed in config.seeds]
    progress(f"digits: {np.mean([loss_C for loss_C, _ in digits], 0).round(3)}")
    middle = config.face_rate
    tar_KSC, loss_KSC = [], []
    for at in range(len(config.people)):
        found = [strangers(config, at, middle, seed) for seed in config.seeds]
        tar_KSC.append([tar_C for tar_C, _ in found])
        loss_KSC.append([loss_C for _, loss_C in found])
        progress(f"{config.people[at]} people: {np.mean(tar_KSC[-1], 0).round(3)}")
    most = len(config.people) - 1
    tar_RSC = []
    for rate in config.rates:
        known = rate == middle
        tar_RSC.append(
            tar_KSC[most]
            if known
            else [strangers(config, most, rate, seed)[0] for seed in config.seeds]
        )
        progress(f"rate {rate}: {np.mean(tar_RSC[-1], 0).round(3)}")
    at_home = [1.0, *[-1 / 9] * 9]
    return Result(
        config=config,
        provenance=provenance(),
        explained={
            "at home": tuple(
                explained(LossChoice.of("norm_softmax", scale=scale), at_home) for scale in SCALES
            )
        },
        digit_loss_SC=np.array([loss_C for loss_C, _ in digits]),
        digit_accuracy_SC=np.array([accuracy_C for _, accuracy_C in digits]),
        tar_KSC=np.array(tar_KSC),
        face_loss_KSC=np.array(loss_KSC),
        tar_RSC=np.array(tar_RSC),
        pull_CA=np.stack([_pull(scale) for scale in PUSHED]),
    )


def _digits(config: Config, seed: int) -> tuple[np.ndarray, np.ndarray]:
    from toy_models.training import Training

    training = Training(config.digits(seed))
    while training.step < config.digit_steps:
        training.advance()
    frame = training.frame()
    return frame.loss_LN.astype(float).mean(1), frame.test_accuracy_L


def strangers(config: Config, at: int, rate: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The share of strangers' pairs that is found, and the training loss, for each scale."""
    training = trained(config.faces(at, rate, seed))
    found = compare(training, config.strangers, config.stranger_pictures)
    return found.tar_L, training.frame().loss_LN.astype(float).mean(1)


def _pull(scale: float) -> np.ndarray:
    """The pull of the own class on a picture between it and one other, 90 degrees away.  (A,)."""
    import torch

    import losses

    theta_A = torch.deg2rad(torch.tensor(ANGLES))
    cosines_A2 = torch.stack([theta_A.cos(), theta_A.sin()], -1).requires_grad_()
    labels_A = torch.zeros(len(ANGLES), dtype=torch.long)
    loss_A = losses.build("norm_softmax", scale=scale)(cosines_A2, labels_A)
    (slope_A2,) = torch.autograd.grad(loss_A.sum(), cosines_A2)
    return slope_A2[:, 0].abs().numpy()


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
