"""Three margins in one plane; clusters on the circle; and strangers' faces, as the margin grows.

S: seeds, L: losses, M: margins, A: angles to the own class, B: angles between two class weights.

The three margins have nearly the same gap, 30 degrees, where two classes are 90 degrees apart.
All margins that were tried are shown.
Data and steps were chosen with seed 0, which judges nothing.

Papers: "SphereFace", arXiv:1704.08063; "CosFace", arXiv:1801.09414; "ArcFace", arXiv:1801.07698.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lessons.experiments import Progress, provenance, silent, train_grid
from lessons.margins.plane import border, gap
from lessons.one_sample import explained_at
from lessons.result import StoredResult
from lessons.toy_faces import FacesConfig
from lessons.unseen import compare, trained
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs

NAMES = ("norm_softmax", "arc_softmax", "am_softmax", "a_softmax")
ANGLES = np.arange(0.0, 90.5, 1.0)  # degrees to the own class
APART = np.arange(20.0, 180.5, 2.0)  # degrees between two class weights
WIDTHS = tuple(float(m) for m in range(0, 46, 5))  # degrees of Arc's margin, drawn in the plane


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are, and the margins."""

    scale: float = 16.0
    arc: float = 30.0  # degrees
    cos: float = 0.35  # cosine units, the paper's
    sphere: float = 2.0  # a factor
    fourth: tuple[float, float] = (1.5, 15.0)  # a factor, and degrees

    seeds: tuple[int, ...] = tuple(range(1, 11))
    classes: int = 8
    per_class: int = 40
    touching: float = 0.16  # of the angle between neighbours, a cluster's deviation
    circle_margins: tuple[float, ...] = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 75.0)  # degrees
    circle_steps: int = 300
    warmup: int = 100  # steps of plain softmax on the circle

    people: int = 100
    face_margins: tuple[float, ...] = (10.0, 20.0, 30.0, 40.0, 60.0)  # degrees

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), per_class=10, circle_steps=6, warmup=2, people=8, pictures=5,
            face_steps=4, strangers=12, stranger_pictures=4,
        )  # fmt: skip

    def softmax(self) -> LossChoice:
        """No margin."""
        return LossChoice.of("norm_softmax", scale=self.scale)

    def arc_of(self, degrees: float) -> LossChoice:
        """Arc with a margin in degrees."""
        return LossChoice.of("arc_softmax", scale=self.scale, margin=math.radians(degrees))

    def three(self) -> tuple[LossChoice, ...]:
        """Arc, AM and Sphere."""
        return (
            self.arc_of(self.arc),
            LossChoice.of("am_softmax", scale=self.scale, margin=self.cos),
            LossChoice.of("a_softmax", scale=self.scale, margin=self.sphere),
        )

    def combined(self) -> LossChoice:
        """The fourth."""
        m1, m2 = self.fourth
        return LossChoice.of(
            "combined_margin", scale=self.scale, m1=m1, m2=math.radians(m2), m3=0.0
        )

    def circle(self, seed: int) -> RunConfig:
        """Clusters that do not touch, on the circle, for every margin."""
        spread = self.touching * 2 * math.pi / self.classes
        return RunConfig(
            data=Blobs(classes=self.classes, per_class=self.per_class, spread=spread),
            losses=(self.softmax(), *map(self.arc_of, self.circle_margins)), seed=seed,
            class_weights="spread", softmax_warmup=self.warmup, steps=self.circle_steps, kept=2,
        )  # fmt: skip

    def faces(self, seed: int) -> RunConfig:
        """Toy faces: no margin, Arc's margins, and the other two."""
        arcs = map(self.arc_of, self.face_margins)
        return self.faces_of(self.people, (self.softmax(), *arcs, *self.three()[1:]), seed)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was worked out, and what was measured."""

    config: Config
    # Worked out from the losses; degrees.
    arc_border_MA: np.ndarray  # for WIDTHS
    border_LA: np.ndarray  # for NAMES
    fourth_A: np.ndarray
    gap_LB: np.ndarray  # for NAMES

    circle_gap_SL: np.ndarray  # degrees: angle to the nearest other class less that to the own
    circle_accuracy_SL: np.ndarray  # on new points

    face_learned_SL: np.ndarray  # pictures of the training
    face_accuracy_SL: np.ndarray  # new pictures of the training people
    face_tar_SL: np.ndarray  # strangers, at FAR
    threshold_SL: np.ndarray  # degrees between two strangers' pictures, at FAR


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    circles_S = train_grid(config.circle, config.seeds, progress=progress)
    faces = [unseen(config.faces(seed), config, progress) for seed in config.seeds]
    return Result(
        config=config,
        provenance=provenance(),
        explained={"arc": explained_at(config.arc_of(config.arc), 50)},
        **worked_out(config),
        circle_gap_SL=np.degrees(circles_S.stacked("angle_gap_L"))[:, -1],
        circle_accuracy_SL=circles_S.stacked("test_accuracy_L")[:, -1],
        **{name: np.stack([row[name] for row in faces]) for name in faces[0]},
    )


def worked_out(config: Config) -> dict[str, Any]:
    """The borders in the plane, and the gaps between two classes."""
    losses = (config.softmax(), *config.three())
    return {
        "arc_border_MA": np.stack([border(config.arc_of(m), ANGLES) for m in WIDTHS]),
        "border_LA": np.stack([border(loss, ANGLES) for loss in losses]),
        "fourth_A": border(config.combined(), ANGLES),
        "gap_LB": np.stack([gap(loss, APART) for loss in losses]),
    }


def unseen(run: RunConfig, config: Config, progress: Progress) -> dict[str, np.ndarray]:
    """Train on some people, and compare pictures of others.  Each (L,)."""
    training = trained(run)
    found, frame = compare(training, config.strangers, config.stranger_pictures), training.frame()
    progress(f"{run.seed}: {found.tar_L.round(3)}")
    return {
        "face_learned_SL": frame.train_accuracy_L,
        "face_accuracy_SL": frame.test_accuracy_L,
        "face_tar_SL": found.tar_L,
        "threshold_SL": found.threshold_L,
    }


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """Softmax beside Arc on the circle: the first seed."""
    config = result.config
    start = config.circle(config.seeds[0])
    margin = round(math.radians(config.arc), 3)  # it stands above the picture
    two = (
        config.softmax(),
        LossChoice.of("arc_softmax", scale=config.scale, margin=margin),
    )
    return {"circle": replace(start, losses=two, kept=30, recorded=240)}
