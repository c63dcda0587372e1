"""Guidance and margin together on toy faces: t from the start, t raised, and losses that raise it.

S: seeds, K: looks, A: ARMS, T: values of t, P: PLANS of t, W: steps at which a plan is drawn.

All arms of a seed have the same pictures, the same start and the same batches.  Data, steps and
rate were chosen with a seed that judges nothing; every t that was tried is shown.

Papers: "SV-Softmax", arXiv:1812.11317; "MV-Softmax", arXiv:1912.00833; "CurricularFace",
arXiv:2004.00288.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons.experiments import Progress, provenance, silent, stacked
from lessons.one_sample import explained, explained_at
from lessons.result import StoredResult
from lessons.together.start import demands, guided, shares, twice
from lessons.toy_faces import FacesConfig
from lessons.unseen import compare, training_of
from losses.catalogue import spec_and_values
from losses.t_warm_up import risen_t
from toy_models.config import MAX_LOSSES, LossChoice, RunConfig
from toy_models.record import unpack_unit

#: How t goes over the training.  The names of arms end with them.
PLANS = ("from the start", "raised", "at half time", "lowered")
START, RAISED, JUMPING, LOWERED = PLANS
FOUR_COSINES = (0.62, 0.65, 0.60, 0.20)  # of a sample; class 0 is its own


@dataclass(frozen=True, kw_only=True)
class Arm:
    """A loss with a plan for its t."""

    name: str
    loss: LossChoice
    plan: str = ""  # one of PLANS, or "" where no t changes

    def t_at(self, step: int, rise: int) -> float:
        """Its t after so many steps, where a rise takes `rise` steps."""
        spec, values = spec_and_values(self.loss.name, dict(self.loss.parameters))
        none, final = spec.parameters["t"].low, float(values["t"])
        risen = risen_t(spec, final, step, rise)
        by_plan = {
            START: final,
            RAISED: risen,
            JUMPING: final if step >= rise else none,
            LOWERED: none + final - risen,
        }
        return by_plan[self.plan]


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are, and the values of the losses."""

    paper_scale: float = 30.0
    paper_margin: float = 0.5  # radians
    scale: float = 16.0
    margin: float = 0.3  # radians
    t: float = 1.2
    strengths: tuple[float, ...] = (1.1, 1.2, 1.3)  # of t
    rise: float = 0.5  # share of the steps over which t rises

    seeds: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    people: int = 400
    pictures: int = 8
    face_steps: int = 300
    recorded: int = 400
    looks: int = 11

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=8, pictures=6, face_steps=6, looks=3,
            strangers=12, stranger_pictures=4,
        )  # fmt: skip

    def arms(self) -> tuple[Arm, ...]:
        """Everything that is trained."""
        arc = {"scale": self.scale, "margin": self.margin}
        mv = LossChoice.of("mv_arc_softmax", t=self.t - 1, mode="fixed", **arc)
        sv = LossChoice.of("sv_softmax", scale=self.scale, t=self.t)

        def sv_arc(t: float) -> LossChoice:
            return LossChoice.of("sv_arc_softmax", t=t, **arc)

        return (
            Arm(name="softmax", loss=LossChoice.of("norm_softmax", scale=self.scale)),
            Arm(name="arc", loss=LossChoice.of("arc_softmax", **arc)),
            Arm(name="twice", loss=twice(self.scale, self.margin, self.t)),
            Arm(name="curricular", loss=LossChoice.of("curricularface", **arc)),
            *(Arm(name=f"sv {plan}", loss=sv, plan=plan) for plan in (START, RAISED)),
            *(Arm(name=f"mv {plan}", loss=mv, plan=plan) for plan in (START, RAISED)),
            *(
                Arm(name=f"{t:g} {plan}", loss=sv_arc(t), plan=plan)
                for t, plan in itertools.product(self.strengths, (START, RAISED))
            ),
            *(
                Arm(name=f"{self.t:g} {plan}", loss=sv_arc(self.t), plan=plan)
                for plan in (JUMPING, LOWERED)
            ),
        )

    def faces(self, arms: tuple[Arm, ...], seed: int) -> RunConfig:
        """Toy faces, for some arms."""
        losses = [arm.loss for arm in arms]
        return self.faces_of(self.people, losses, seed, recorded=self.recorded)

    @property
    def rise_steps(self) -> int:
        """Over which t rises."""
        return max(1, round(self.rise * self.face_steps))

    def looked_at(self) -> tuple[int, ...]:
        """Steps at which the arms are measured."""
        return tuple(np.linspace(0, self.face_steps, self.looks).round().astype(int).tolist())


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was worked out for the first step, and what was measured in trainings."""

    config: Config
    share_DM: np.ndarray  # of all pairs that are support vectors, for DIMENSIONS and MARGINS
    demand_4T: np.ndarray  # cosine units, for DEMANDS and GUIDANCES
    adaptive_X: np.ndarray  # what RIVALS count as
    fixed_X: np.ndarray
    curricular_GX: np.ndarray  # for GROWN

    support_SKA: np.ndarray  # share of pairs, picture and wrong class, that are support vectors
    learned_SKA: np.ndarray  # share of the training pictures nearest to their own class
    own_SKA: np.ndarray  # mean cosine of the training pictures with their own class
    all_SKA: np.ndarray  # and with all classes
    own_t_SK: np.ndarray  # CurricularFace's
    tar_SA: np.ndarray  # strangers' true pairs that are found, one wrong pair in a hundred accepted


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    rows = []
    for seed in config.seeds:
        rows.append(trained(config, seed))
        progress(f"{seed}: {rows[-1]['tar_SA'].round(3)}")
    return Result(config=config, provenance=provenance(), **worked_out(config), **stacked(rows))


def worked_out(config: Config) -> dict[str, Any]:
    """What needs no training."""
    adaptive_X, fixed_X, curricular_GX = guided(config.t)
    four = LossChoice.of("sv_am_softmax", scale=config.paper_scale, margin=0.35, t=config.t)
    arc = LossChoice.of("sv_arc_softmax", scale=config.scale, margin=np.pi / 6, t=config.t)
    return {
        "share_DM": shares(config.t),
        "demand_4T": demands(config.paper_scale, config.paper_margin),
        "adaptive_X": adaptive_X,
        "fixed_X": fixed_X,
        "curricular_GX": curricular_GX,
        "explained": {"four": (explained(four, FOUR_COSINES),), "arc": explained_at(arc, 50)},
    }


def trained(config: Config, seed: int) -> dict[str, np.ndarray]:
    """Train all arms of a seed, as many at once as a run takes."""
    arms = config.arms()
    stacks = [arms[at : at + MAX_LOSSES] for at in range(0, len(arms), MAX_LOSSES)]
    parts = [_trained(config, stack, seed) for stack in stacks]
    names = ("support_SKA", "learned_SKA", "own_SKA", "all_SKA", "tar_SA")
    joined = {name: np.concatenate([part[name] for part in parts], -1) for name in names}
    return {**joined, "own_t_SK": parts[0]["own_t_SK"]}  # CurricularFace is among the first arms


def _trained(config: Config, arms: tuple[Arm, ...], seed: int) -> dict[str, np.ndarray]:
    training, looked_at = training_of(config.faces(arms, seed)), config.looked_at()
    looks, own_t = [], []
    for step in range(config.face_steps + 1):
        for at, arm in enumerate(arms):
            if arm.plan:
                training.set_parameter(at, "t", arm.t_at(step, config.rise_steps))
        if step in looked_at:
            frame = training.frame()
            middles_LD = (
                unpack_unit(frame.features_LND).mean(1),
                unpack_unit(frame.weights_LCD).mean(1),
            )
            looks.append(
                (
                    frame.support_pairs_L,
                    frame.train_accuracy_L,
                    np.cos(frame.target_angle_LN.astype(float)).mean(1),
                    (middles_LD[0] * middles_LD[1]).sum(1),  # the mean over all pairs
                )
            )
            own_t += [
                float(next(loss.buffers()))
                for arm, loss in zip(arms, training.losses, strict=True)
                if arm.name == "curricular"
            ]
        if step < config.face_steps:
            training.advance()
    found = compare(training, config.strangers, config.stranger_pictures)
    support, learned, own, everybody = (np.array(values) for values in zip(*looks, strict=True))
    return {
        "support_SKA": support, "learned_SKA": learned, "own_SKA": own, "all_SKA": everybody,
        "own_t_SK": np.array(own_t), "tar_SA": found.tar_L,
    }  # fmt: skip


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
