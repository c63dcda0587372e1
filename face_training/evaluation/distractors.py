"""Rank 1 and TAR at FAR against any number of distractors, as in MegaFace and Trillion Pairs.

For every person each ordered pair (mate, probe) is a search: it succeeds at rank 1 if no distractor
scores strictly higher with the probe than the mate does.  TAR at FAR takes the same pairs against
all scores of probes with distractors.  Distractors are read a block at a time; only the highest few
scores of each probe and the highest impostor scores of all are kept.

P: probes, B: distractors of a block, D: embedding dimension, R: ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from evidence.verification import Verification, unit
from face_training.data import Faces
from face_training.embeddings import Images, ImagesOf, Network, embed
from face_training.evaluation.highest import Highest
from face_training.evaluation.outcome import Outcome, at_far
from face_training.evaluation.tables import SourceTable, open_source

BLOCK = 8192  # distractors at a time: 3,530 probes' scores with them are 116 MB
RANKS = 10
KEPT = 100_000  # impostor scores kept at least, so that a ROC has points
FARS = (1e-4, 1e-5, 1e-6)


@dataclass(frozen=True, kw_only=True)
class Mates:
    """All ordered pairs of two images of one person: the probe's place and the mate's score."""

    probe_M: np.ndarray
    score_M: np.ndarray


def mates(unit_PD: np.ndarray, labels_P: np.ndarray) -> Mates:
    """All ordered genuine pairs.

    Raises:
        ValueError: no person has two images.
    """
    order = np.argsort(labels_P, kind="stable")
    starts = np.flatnonzero(np.diff(labels_P[order], prepend=labels_P[order[0]] - 1))
    probes, scores = [], []
    for places in np.split(order, starts[1:]):
        scores_PP = unit_PD[places] @ unit_PD[places].T
        apart_PP = ~np.eye(len(places), dtype=bool)
        probes.append(np.broadcast_to(places, scores_PP.shape)[apart_PP])
        scores.append(scores_PP[apart_PP])
    if not sum(map(len, probes)):
        raise ValueError("A search needs two images of one person, at least.")
    return Mates(probe_M=np.concatenate(probes), score_M=np.concatenate(scores))


def against(
    unit_PD: np.ndarray,
    labels_P: np.ndarray,
    blocks: Iterable[np.ndarray],
    count: int,
    *,
    fars: Sequence[float] = FARS,
    device: str = "cpu",
) -> Outcome:
    """Rank 1 and TAR at FAR against `count` distractors, given as blocks of unit vectors.

    False accept rates that need more pairs than there are are left out.

    Raises:
        ValueError: no person has two images, or the number of distractors is 0 or not `count`.
    """
    pairs = mates(unit_PD, labels_P)
    impostors = len(unit_PD) * count
    fars = [far for far in fars if far * impostors >= 1]
    highest = Highest(max(KEPT, int(max(fars, default=0) * impostors) + 2))
    probes_PD = torch.from_numpy(np.ascontiguousarray(unit_PD)).to(device)
    best_PR = torch.full((len(unit_PD), RANKS), -torch.inf, dtype=probes_PD.dtype, device=device)
    seen = 0
    for block_BD in blocks:
        scores_PB = probes_PD @ torch.from_numpy(block_BD).to(device).T
        _improve(best_PR, scores_PB)
        highest.add(scores_PB.cpu().numpy())
        seen += len(block_BD)
    if seen != count or not count:
        raise ValueError(f"There are {seen:,} distractors where {count:,} were expected.")
    above_M = (best_PR.cpu().numpy()[pairs.probe_M] > pairs.score_M[:, None]).sum(1)
    found_R = np.array([(above_M < rank).mean() for rank in range(1, RANKS + 1)])
    scores = Verification(
        genuine_G=np.sort(pairs.score_M)[::-1], impostor_I=highest.sorted(), impostors=impostors
    )
    measures = {"rank_1": float(found_R[0]), f"rank_{RANKS}": float(found_R[-1])}
    measures |= {at_far("tar", far): scores.tar_at(far) for far in fars}
    return Outcome(measures=measures, scores=scores, found_R=found_R)


def _improve(best_PR: Tensor, scores_PB: Tensor) -> None:
    """Replace kept scores by higher ones; most rows of most blocks have none."""
    rows = (scores_PB.amax(1) > best_PR[:, -1]).nonzero().squeeze(1)
    if len(rows):
        both = torch.cat([best_PR[rows], scores_PB[rows]], dim=1)
        best_PR[rows] = both.topk(best_PR.shape[1], dim=1).values


@dataclass(frozen=True)
class Slice:
    """Consecutive images of a longer sequence."""

    images: ImagesOf
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def __getitem__(self, index: int, /) -> Tensor:
        return self.images[self.start + index]

    def at_size(self, side: int) -> Slice:
        """The same images with side x side pixels."""
        return replace(self, images=self.images.at_size(side))

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        return self.images.name_of(self.start + index)


@dataclass(frozen=True, kw_only=True)
class WithDistractors:
    """People to find, and images of others."""

    name: str
    probes: Faces
    distractors: Faces
    block: int = BLOCK  # distractors embedded at a time

    @property
    def images(self) -> Images:
        """The probes."""
        return ImagesOf(self.probes)

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """Embed block by block, with mirror images."""
        embeddings = embed(network, self.images, workers=workers)

        def blocks() -> Iterator[np.ndarray]:
            images, count = ImagesOf(self.distractors), len(self.distractors)
            for start in range(0, count, self.block):
                part = Slice(images, start, min(start + self.block, count))
                yield embed(network, part, workers=workers).unit_ND()

        return against(embeddings.unit_ND(), self.probes.labels_N, blocks(), len(self.distractors))


def with_distractors(
    *, name: str, probes: SourceTable, distractors: SourceTable
) -> WithDistractors:
    """Both are tables with a `source` and its options; their people must not be the same.

    Raises:
        ValueError: a source or an option is unknown, or the data cannot be read.
    """
    return WithDistractors(
        name=name,
        probes=open_source(f"'probes' of evaluation set {name!r}", probes),
        distractors=open_source(f"'distractors' of evaluation set {name!r}", distractors),
    )


def without_noise(unit_PD: np.ndarray, labels_P: np.ndarray, noisy_P: np.ndarray) -> np.ndarray:
    """Replace each noisy probe by the mean of its person's clean embeddings, scaled to length 1.

    This is how MegaFace's refined lists are used.

    Raises:
        ValueError: all images of a person are noisy.
    """
    clean_PD = unit_PD.copy()
    for label in np.unique(labels_P[noisy_P]):
        own_P = labels_P == label
        if not (own_P & ~noisy_P).any():
            raise ValueError(f"Every image of person {label} is in the noise list.")
        clean_PD[own_P & noisy_P] = unit(unit_PD[own_P & ~noisy_P].mean(0, keepdims=True))
    return clean_PD
