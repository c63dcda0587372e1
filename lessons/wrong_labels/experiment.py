"""Wrong labels that name anyone, and wrong labels that name a look-alike, on toy faces in families.

F: FLIPS, S: seeds, K: looks, L: NAMES, M: MENDS, B: bins of angles, P: pictures on a sheet.

Both kinds of wrong labels meet the same pictures, and the same ones of them are wrong: a seed
decides which, and the kind only whom the label names.  Steps and rate are those of lesson 4; the
step at which the data are cleaned was chosen with seed 900, which judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lessons.experiments import Progress, provenance, silent
from lessons.one_sample import explained_at
from lessons.result import StoredResult
from lessons.unseen import compare, training_of
from lessons.wrong_labels.detectors import (
    beyond_the_boundary,
    permanent,
    precision_and_recall,
    to_dominant,
)
from lessons.wrong_labels.sheet import chosen
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Families

if TYPE_CHECKING:
    from toy_models.data.dataset import Dataset
    from toy_models.training import Training

FLIPS = ("anyone", "look-alike")  # whom a wrong label names
NAMES = ("softmax", "sv", "focal", "arc", "centres")
SOFTMAX, ARC, CENTRES = 0, 3, 4  # in NAMES
#: Arc, and what was done about the wrong labels before it was trained, or in it.
MENDS = ("nothing", "centres", "permanent", "far", "corrected", "oracle")
BINS = np.arange(0.0, 181.0, 5.0)  # edges, degrees
AT = 100.0  # degrees from the label's class, of the sample that is explained


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiments are, and the values of the losses."""

    scale: float = 16.0
    t: float = 1.2
    gamma: float = 2.0
    margin: float = 0.3  # radians
    centres: int = 3  # of a class, as in the paper
    far: float = 75.0  # degrees; the paper's

    wrong: float = 0.2  # share of the training labels
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    people: int = 100
    family: int = 4
    distance: float = 0.4  # within a family
    pictures: int = 40
    pixels: int = 16
    nuisance: float = 0.5  # pose, light and expression, as a factor
    dimension: int = 32
    width: int = 128
    steps: int = 500
    rate: float = 0.003
    every: int = 25  # steps from one look to the next
    first: int = 100  # the step from which "at every look" counts
    cleaned: int = 250  # the step whose networks find the wrong labels
    strangers: int = 100
    stranger_pictures: int = 8
    sheet: int = 3  # the seed of which pictures are shown

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=8, pictures=30, width=32, steps=8, every=2, first=2, cleaned=4,
            strangers=8, stranger_pictures=4, sheet=1,
        )  # fmt: skip

    def losses(self) -> tuple[LossChoice, ...]:
        """Those of NAMES."""
        s, m = self.scale, self.margin
        return (
            LossChoice.of("norm_softmax", scale=s),
            LossChoice.of("sv_softmax", scale=s, t=self.t),
            LossChoice.of("f_softmax", scale=s, gamma=self.gamma),
            LossChoice.of("arc_softmax", scale=s, margin=m),
            LossChoice.of("subcenter_arc", scale=s, margin=m, centres=self.centres),
        )

    def faces(self, flips: str) -> Families:
        """Families of look-alikes; `flips` says whom a wrong label names."""
        return Families(
            identities=self.people, images=self.pictures, family=self.family,
            distance=self.distance, wrong_labels=flips, size=self.pixels,
            nuisance=self.nuisance,
        )  # fmt: skip

    def run(self, flips: str, seed: int, wrong: float | None = None) -> RunConfig:
        """The losses of NAMES on faces with wrong labels; the share is the config's own, or 0."""
        return RunConfig(
            data=self.faces(flips), losses=self.losses(), seed=seed,
            label_noise=self.wrong if wrong is None else wrong,
            steps=self.steps, t_warmup=self.steps // 2, learning_rate=self.rate, kept=2,
            recorded=5000, embedding=self.dimension, hidden=(self.width,),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was found by each way, and what each loss and each mend is worth.

    The last axis 2 is precision and recall, or right and wrong labels.
    """

    config: Config
    steps_K: np.ndarray
    now_FSKL2: np.ndarray  # "has a support vector now"
    permanent_FSKL2: np.ndarray  # "had one at every look from the first on"; before it, now
    boundary_FSK2: np.ndarray  # BoundaryFace's rule, on Arc
    angles_FS2B2: np.ndarray  # pictures by angle to Arc's centre, to the dominant of several
    named_FS: np.ndarray  # of beaten wrong labels, those whose nearest class is the true one

    right_accuracy_SL: np.ndarray  # the next two, with right labels only
    right_tar_SL: np.ndarray
    accuracy_FSL: np.ndarray  # new pictures of known people, named rightly
    tar_FSL: np.ndarray  # strangers' true pairs found, one wrong pair in a hundred accepted
    mended_accuracy_FSM: np.ndarray
    mended_tar_FSM: np.ndarray
    kept_FSM2: np.ndarray  # shares of right and of wrong labels that the training was given

    sheet_pixels_FPHW: np.ndarray  # uint8
    sheet_wrong_FP: np.ndarray  # bool
    sheet_beaten_FKP: np.ndarray  # bool, softmax


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    found: dict[str, list[list[np.ndarray]]] = {}
    sheets: dict[str, list[np.ndarray]] = {}
    for flips in FLIPS:
        rows = []
        for seed in config.seeds:
            row, sheet = trained(config, flips, seed)
            rows.append(row)
            if seed == config.sheet:
                for name, values in sheet.items():
                    sheets.setdefault(name, []).append(values)
            progress(f"{flips}, seed {seed}: {row['mended_tar_FSM'].round(3)}")
        for name in rows[0]:
            found.setdefault(name, []).append([row[name] for row in rows])
    right = [with_right_labels(config, seed) for seed in config.seeds]
    return Result(
        config=config,
        provenance=provenance(),
        right_accuracy_SL=np.array([accuracy_L for accuracy_L, _ in right]),
        right_tar_SL=np.array([tar_L for _, tar_L in right]),
        explained={"flip": explained_at(config.losses()[1], AT)},
        steps_K=np.array(looks(config)),
        **{name: np.array(values) for name, values in found.items()},
        **{name: np.array(values) for name, values in sheets.items()},
    )


def looks(config: Config) -> list[int]:
    """The steps at which the networks are looked at."""
    return list(range(0, config.steps + 1, config.every))


def trained(
    config: Config, flips: str, seed: int
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Train all losses, look for the wrong labels, clean the data, and train Arc on them.

    Returns:
        What `Result` has of a kind of wrong labels and a seed, and the sheet of this seed.
    """
    training = training_of(config.run(flips, seed))
    data = training.dataset
    wrong_N = data.labels_N != data.true_labels_N
    seen = []
    for step in range(config.steps + 1):
        if step in looks(config):
            cosines_L = cosines(training)
            seen.append(np.stack([angles(cos_NCS, data.labels_N) for cos_NCS in cosines_L]))
        if step == config.cleaned:
            to_one_N, to_dominant_N = (
                to_dominant(cosines_L[at], data.labels_N) for at in (ARC, CENTRES)
            )
        if step < config.steps:
            training.advance()
    own_KLN, rival_KLN, nearest_KLN = np.stack(seen).transpose(2, 0, 1, 3)
    beaten_KLN = rival_KLN < own_KLN
    first, cleaned = (looks(config).index(step) for step in (config.first, config.cleaned))
    always_KLN = np.concatenate([beaten_KLN[:first], permanent(beaten_KLN[first:])])
    crossed_KN = beyond_the_boundary(own_KLN[:, ARC], rival_KLN[:, ARC], config.margin)
    nearest_LN = nearest_KLN[cleaned].astype(int)
    beaten_N = wrong_N & beaten_KLN[cleaned, SOFTMAX]
    mends = {
        "permanent": without(data, always_KLN[cleaned, SOFTMAX]),
        "far": without(data, to_dominant_N > config.far),
        "corrected": relabelled(data, crossed_KN[cleaned], nearest_LN[ARC]),
        "oracle": without(data, wrong_N),
    }
    measured = compare(training, config.strangers, config.stranger_pictures)
    accuracy_L = training.frame().test_accuracy_L
    mended = [
        (accuracy_L[at], measured.tar_L[at], shares(data, data))
        if name in ("nothing", "centres")
        else retrained(config, flips, seed, data, mends[name])
        for name, at in zip(MENDS, (ARC, CENTRES, *[0] * len(mends)), strict=True)
    ]

    def rates(flagged_XN: np.ndarray) -> np.ndarray:
        flat = flagged_XN.reshape(-1, len(wrong_N))
        pairs = [precision_and_recall(flagged_N, wrong_N) for flagged_N in flat]
        return np.array(pairs, np.float32).reshape(*flagged_XN.shape[:-1], 2)

    row = {
        "now_FSKL2": rates(beaten_KLN),
        "permanent_FSKL2": rates(always_KLN),
        "boundary_FSK2": rates(crossed_KN),
        "angles_FS2B2": np.array(
            [
                np.stack([np.histogram(angle_N[wrong_N == w], BINS)[0] for w in (0, 1)], -1)
                for angle_N in (to_one_N, to_dominant_N)
            ]
        ),
        "named_FS": (nearest_LN[SOFTMAX] == data.true_labels_N)[beaten_N].mean(),
        "accuracy_FSL": accuracy_L,
        "tar_FSL": measured.tar_L,
        "mended_accuracy_FSM": np.array([accuracy for accuracy, _, _ in mended]),
        "mended_tar_FSM": np.array([tar for _, tar, _ in mended]),
        "kept_FSM2": np.array([kept for _, _, kept in mended]),
    }
    return row, _sheet(config, flips, seed, data, beaten_KLN[:, SOFTMAX])


def with_right_labels(config: Config, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """All losses without a wrong label: accuracy, strangers' pairs found.  Both (L,)."""
    training = training_of(config.run(FLIPS[0], seed, wrong=0))
    for _ in range(config.steps):
        training.advance()
    tar_L = compare(training, config.strangers, config.stranger_pictures).tar_L
    return training.frame().test_accuracy_L, tar_L


def cosines(training: Training) -> list[np.ndarray]:
    """Of every training picture with every centre of every class: (N, C, S) for each loss."""
    import torch
    import torch.nn.functional as F

    from toy_models.features import features_of

    inputs_NI = torch.from_numpy(training.dataset.inputs_NI)
    unit_LND = F.normalize(features_of(training.network, inputs_NI), dim=-1)
    return [
        torch.einsum("nd,csd->ncs", unit_ND, F.normalize(weight_CSD.detach(), dim=-1)).numpy()
        for unit_ND, weight_CSD in zip(unit_LND, training.classifier.weights(), strict=True)
    ]


def angles(cos_NCS: np.ndarray, labels_N: np.ndarray) -> np.ndarray:
    """Radians to the label's class and to the nearest other, and which that is.  Shape (3, N)."""
    cos_NC = np.clip(cos_NCS.max(-1), -1, 1)
    rows = np.arange(len(labels_N))
    own_N = cos_NC[rows, labels_N]
    cos_NC[rows, labels_N] = -2
    nearest_N = cos_NC.argmax(1)
    return np.stack([np.arccos(own_N), np.arccos(cos_NC[rows, nearest_N]), nearest_N])


def without(data: Dataset, dropped_N: np.ndarray) -> Dataset:
    """The data without some of their training pictures."""
    return replace(
        data, inputs_NI=data.inputs_NI[~dropped_N], labels_N=data.labels_N[~dropped_N],
        true_labels_N=data.true_labels_N[~dropped_N],
    )  # fmt: skip


def relabelled(data: Dataset, changed_N: np.ndarray, to_N: np.ndarray) -> Dataset:
    """The data with other labels for some of their training pictures."""
    return replace(data, labels_N=np.where(changed_N, to_N, data.labels_N))


def shares(data: Dataset, given: Dataset) -> tuple[float, float]:
    """How many right and how many wrong labels a training was given, as shares of those before."""
    wrong_N, given_N = (one.labels_N != one.true_labels_N for one in (data, given))
    return float((~given_N).sum() / (~wrong_N).sum()), float(given_N.sum() / wrong_N.sum())


def retrained(
    config: Config, flips: str, seed: int, data: Dataset, given: Dataset
) -> tuple[float, float, tuple[float, float]]:
    """Arc from the same start on other data: accuracy, strangers' pairs found, `shares`."""
    from toy_models.training import Training

    run = replace(config.run(flips, seed), losses=config.losses()[ARC : ARC + 1])
    training = Training(run, given)
    for _ in range(config.steps):
        training.advance()
    tar_L = compare(training, config.strangers, config.stranger_pictures).tar_L
    return float(training.frame().test_accuracy_L[0]), float(tar_L[0]), shares(data, given)


def _sheet(
    config: Config, flips: str, seed: int, data: Dataset, beaten_KN: np.ndarray
) -> dict[str, np.ndarray]:
    """Some pictures with one label; drawn with more pixels and without noise."""
    rows_P = chosen(data, [seed, FLIPS.index(flips)])
    fine = replace(config.faces(flips), size=2 * config.pixels, grain=0.0)
    pictures_PHW = fine.load(seed).inputs_NI[rows_P]
    return {
        "sheet_pixels_FPHW": np.round(255 * pictures_PHW).astype(np.uint8),
        "sheet_wrong_FP": (data.labels_N != data.true_labels_N)[rows_P],
        "sheet_beaten_FKP": beaten_KN[:, rows_P],
    }


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
