"""Plain softmax in the plane, with and without bias; its lengths; and strangers by three measures.

S: seeds, K: kept steps, N: samples, C: classes, D: embedding dimension, F: FACTORS, M: MEASURES.

Papers: "A Discriminative Feature Learning Approach for Deep Face Recognition" (the fan, Fig. 2);
SphereFace, arXiv:1704.08063, Fig. 2; CosFace, arXiv:1801.09414, Sec. 3.3 (why lengths are fixed).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from evidence.verification import Verification, unit
from lessons.experiments import Progress, provenance, silent
from lessons.result import StoredResult
from lessons.toy_faces import FacesConfig
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Dataset, Digits, Faces

SOFTMAX = (LossChoice.of("softmax"),)
MEASURES = ("angle", "distance", "product")
FAR = 0.01
FACTORS = (0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)  # on the length of every feature
NEIGHBOURS = 15  # that guess the class from a length or a direction


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are."""

    seeds: tuple[int, ...] = tuple(range(10))
    steps: int = 600
    learning_rate: float = 0.01
    shown: int = 240  # points of the moving pictures
    kept: int = 26

    held_out: int = 3  # digits that the network for strangers never sees
    digit_dimension: int = 16
    digit_steps: int = 300

    people: int = 60
    pictures: int = 20
    pixels: int = 32
    nuisance: float = 1.0
    strangers: int = 80

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), steps=20, shown=40, kept=4, digit_steps=10, people=8, face_steps=8,
            strangers=12, stranger_pictures=6,
        )  # fmt: skip

    def plane(self, seed: int) -> RunConfig:
        """Digits with two features."""
        return RunConfig(
            data=Digits(), losses=SOFTMAX, seed=seed, steps=self.steps, kept=self.kept,
            learning_rate=self.learning_rate, recorded=self.shown,
        )  # fmt: skip

    def digits(self, seed: int) -> RunConfig:
        """Some of the digits, with more features."""
        return replace(
            self.plane(seed), steps=self.digit_steps, embedding=self.digit_dimension, kept=2
        )

    def faces(self, seed: int) -> RunConfig:
        """Toy faces."""
        return self.faces_of(self.people, SOFTMAX, seed)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured on test samples, and the first seed to look at."""

    config: Config
    accuracy_S: np.ndarray
    lengths_SK: np.ndarray  # mean length of the features
    confidence_S: np.ndarray  # rank correlation of length and largest probability
    guessed_S2: np.ndarray  # share of classes guessed from the direction, from the length
    loss_SF: np.ndarray  # training loss where every feature is FACTORS times as long
    test_loss_SF: np.ndarray
    changed_SF: np.ndarray  # share of test answers that this changes
    changed_bias_SF: np.ndarray  # the same of networks with a bias

    steps_K: np.ndarray
    points_KN2: np.ndarray
    weights_KC2: np.ndarray
    bias_points_KN2: np.ndarray
    bias_weights_KC2: np.ndarray
    bias_KC: np.ndarray
    labels_N: np.ndarray
    pictures_NHW: np.ndarray

    digit_accuracy_S: np.ndarray
    digit_tar_SM: np.ndarray  # digits that were never seen
    face_accuracy_S: np.ndarray
    face_tar_SM: np.ndarray  # people that were never seen


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    seeded: list[dict[str, np.ndarray]] = []
    looked: dict[str, Any] = {}
    for seed in config.seeds:
        plain, biased = _Plane(config.plane(seed), False), _Plane(config.plane(seed), True)
        digit_accuracy, digit_tar_M = unseen_digits(config, seed)
        face_accuracy, face_tar_M = unseen_faces(config, seed)
        seeded.append(
            plain.measures()
            | {
                "changed_bias_SF": biased.changed(),
                "digit_accuracy_S": digit_accuracy,
                "digit_tar_SM": digit_tar_M,
                "face_accuracy_S": face_accuracy,
                "face_tar_SM": face_tar_M,
            }
        )
        looked = looked or plain.looked(biased)
        progress(f"{seed}: {digit_tar_M.round(3)} {face_tar_M.round(3)}")
    stacked: dict[str, Any] = {name: np.stack([row[name] for row in seeded]) for name in seeded[0]}
    return Result(config=config, provenance=provenance(), **stacked, **looked)


class _Plane:
    """A network with two features, trained with or without a bias in its last layer."""

    def __init__(self, config: RunConfig, biased: bool) -> None:
        import torch

        from toy_models.training import Training, kept_steps

        self.training = training = Training(config)
        self.data = data = training.dataset
        inputs_N, labels_N = torch.from_numpy(data.inputs_NI), torch.from_numpy(data.labels_N)
        self.bias_C = torch.zeros(data.classes, requires_grad=biased)
        weights = [*training.parameters(), *([self.bias_C] if biased else [])]
        optimiser = torch.optim.Adam(weights, lr=config.learning_rate)
        self.steps_K = kept_steps(config)
        self.frames: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.lengths_K: list[float] = []
        for step in range(config.steps + 1):
            if step in self.steps_K:
                self.frames.append(self._frame())
                self.lengths_K.append(np.linalg.norm(self.features(data.inputs_NI), axis=1).mean())
            if step == config.steps:
                break
            rows_B = next(training.batches)
            logits_LBC, _ = training.classifier(training.network(inputs_N[rows_B]))
            loss = torch.nn.functional.cross_entropy(logits_LBC[0] + self.bias_C, labels_N[rows_B])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    def features(self, inputs_N: np.ndarray) -> np.ndarray:
        """Shape (N, 2)."""
        import torch

        from toy_models.features import features_of

        return features_of(self.training.network, torch.from_numpy(inputs_N))[0].numpy()

    def _frame(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        weights_C2 = self.training.classifier.weight_LCD[0].detach().numpy().copy()
        shown_N2 = self.features(self.data.inputs_NI[self.training.samples_N])
        return shown_N2, weights_C2, self.bias_C.detach().numpy().copy()

    def logits(self, features_N2: np.ndarray, factor: float) -> np.ndarray:
        """Shape (N, C), with features so many times as long."""
        _, weights_C2, bias_C = self.frames[-1]
        logits_NC: np.ndarray = factor * features_N2.astype(float) @ weights_C2.T + bias_C
        return logits_NC

    def changed(self) -> np.ndarray:
        """The share of test answers that a factor changes.  Shape (F,)."""
        features_M2 = self.features(self.data.test_inputs_MI)
        answers_FM = [self.logits(features_M2, factor).argmax(1) for factor in FACTORS]
        return np.array([(answers_M != answers_FM[2]).mean() for answers_M in answers_FM])

    def measures(self) -> dict[str, np.ndarray]:
        """What is measured of a network."""
        from scipy.stats import spearmanr

        data = self.data
        train_N2, test_M2 = self.features(data.inputs_NI), self.features(data.test_inputs_MI)
        labels_N, answers_M = data.labels_N, data.test_labels_M
        length_N, length_M = (np.linalg.norm(x, axis=1, keepdims=True) for x in (train_N2, test_M2))
        logits_MC = self.logits(test_M2, 1.0)
        surest_M = -_cross_entropy(logits_MC, logits_MC.argmax(1))
        right_M = logits_MC.argmax(1) == answers_M
        return {
            "accuracy_S": right_M.mean(),
            "lengths_SK": np.array(self.lengths_K),
            "confidence_S": np.array(spearmanr(length_M[:, 0], surest_M).statistic),
            "guessed_S2": np.array([
                _guessed(train_N2 / length_N, labels_N, test_M2 / length_M, answers_M),
                _guessed(length_N, labels_N, length_M, answers_M),
            ]),
            "loss_SF": self._losses(train_N2, labels_N),
            "test_loss_SF": self._losses(test_M2, answers_M),
            "changed_SF": self.changed(),
        }  # fmt: skip

    def _losses(self, features_N2: np.ndarray, labels_N: np.ndarray) -> np.ndarray:
        return np.array([
            _cross_entropy(self.logits(features_N2, factor), labels_N).mean() for factor in FACTORS
        ])  # fmt: skip

    def looked(self, biased: _Plane) -> dict[str, np.ndarray]:
        """The moving pictures, of this network and of the one with a bias."""
        rows = self.training.samples_N
        points, weights, _ = zip(*self.frames, strict=True)
        bias_points, bias_weights, bias = zip(*biased.frames, strict=True)
        return {
            "steps_K": np.array(self.steps_K),
            "points_KN2": np.array(points, np.float16),
            "weights_KC2": np.array(weights, np.float16),
            "bias_points_KN2": np.array(bias_points, np.float16),
            "bias_weights_KC2": np.array(bias_weights, np.float16),
            "bias_KC": np.array(bias, np.float16),
            "labels_N": self.data.labels_N[rows].astype(np.uint8),
            "pictures_NHW": np.round(255 * self.data.inputs_NI[rows]).astype(np.uint8),
        }


def unseen_digits(config: Config, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Train on some digits: accuracy on them, and TAR on pairs of the others by each measure."""
    whole = Digits().load(seed)
    hidden = np.random.default_rng([seed, 7]).permutation(10)[: config.held_out]
    known = np.setdiff1d(np.arange(10), hidden)
    train_N, test_M = np.isin(whole.labels_N, known), np.isin(whole.test_labels_M, known)
    labels_N = np.searchsorted(known, whole.labels_N[train_N])
    data = replace(
        whole,
        inputs_NI=whole.inputs_NI[train_N],
        labels_N=labels_N,
        true_labels_N=labels_N,
        test_inputs_MI=whole.test_inputs_MI[test_M],
        test_labels_M=np.searchsorted(known, whole.test_labels_M[test_M]),
        class_names=tuple(map(str, known)),
    )
    pictures_N = np.concatenate([whole.inputs_NI[~train_N], whole.test_inputs_MI[~test_M]])
    people_N = np.concatenate([whole.labels_N[~train_N], whole.test_labels_M[~test_M]])
    return _verified(config.digits(seed), data, pictures_N, people_N)


def unseen_faces(config: Config, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Train on faces: accuracy on these people, and TAR on strangers by each measure."""
    run = config.faces(seed)
    assert isinstance(run.data, Faces)
    pictures_N, people_N = run.data.unseen(seed, config.strangers, config.stranger_pictures)
    return _verified(run, None, pictures_N, people_N)


def _verified(
    run: RunConfig, data: Dataset | None, pictures_N: np.ndarray, people_N: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    import torch

    from toy_models.features import features_of
    from toy_models.training import Training

    training = Training(run, data)
    while training.step < run.steps:
        training.advance()
    features_ND = features_of(training.network, torch.from_numpy(pictures_N))[0].numpy()
    return training.frame().test_accuracy_L[0], tar_by_measure(features_ND, people_N)


def tar_by_measure(features_ND: np.ndarray, people_N: np.ndarray) -> np.ndarray:
    """TAR at FAR, pairs scored by angle, by distance and by inner product.  Shape (M,)."""
    first, second = np.triu_indices(len(features_ND), 1)
    a_PD, b_PD = features_ND[first], features_ND[second]
    same_P = people_N[first] == people_N[second]
    scores = (
        (unit(a_PD) * unit(b_PD)).sum(1),
        -np.linalg.norm(a_PD - b_PD, axis=1),
        (a_PD * b_PD).sum(1),
    )
    return np.array([
        Verification.of(score_P[same_P], score_P[~same_P]).tar_at(FAR) for score_P in scores
    ])  # fmt: skip


def _cross_entropy(logits_NC: np.ndarray, labels_N: np.ndarray) -> np.ndarray:
    """Softmax's loss of each sample.  Shape (N,)."""
    from scipy.special import logsumexp

    rows = np.arange(len(labels_N))
    losses_N: np.ndarray = logsumexp(logits_NC, axis=1) - logits_NC[rows, labels_N]
    return losses_N


def _guessed(known_NX: Any, labels_N: Any, asked_MX: Any, answers_M: Any) -> float:
    """The share that the nearest training samples guess."""
    from sklearn.neighbors import KNeighborsClassifier

    guess = KNeighborsClassifier(NEIGHBOURS).fit(known_NX, labels_N)
    return float(guess.score(asked_MX, answers_M))


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage: its spheres have no lengths."""
    return {}
