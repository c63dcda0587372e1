"""Lengths of features: over blur, low light and noise, and what is gained by rejecting the short.

S: seeds, W: ways to learn, L: losses, K: kinds of worse pictures, V: strengths, T: tests, Q: rules
by which pictures are rejected, J: rejected shares, X: lengths, A: angles, Z: qualities, M: the
sharp picture and one of each kind, H, W: pixels.

Papers: NormFace, arXiv:1704.06369; L2-constrained softmax, arXiv:1703.09507; MagFace,
arXiv:2103.06627; AdaFace, arXiv:2204.00964.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.experiments import Progress, provenance, silent, stacked
from lessons.length.by_length import among, best_lengths, costs, pull_by_quality
from lessons.length.measured import of_seed
from lessons.length.settings import (
    ANGLES,
    FREE,
    LENGTHS,
    MAG,
    MIXED,
    PORTRAIT,
    QUALITIES,
    SIDES,
    STRENGTHS,
    Config,
)  # fmt: skip
from lessons.length.worse import KINDS, worse
from lessons.one_sample import between
from lessons.result import StoredResult
from toy_models.config import RunConfig


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured.  Errors and rejected pictures are shares, 0 to 1."""

    config: Config
    known_SWL: np.ndarray  # accuracy on new sharp pictures of the training people
    length_SWLKV: np.ndarray  # mean over pictures of strangers
    error_SLKV: np.ndarray  # mixed: true pairs of strangers missed at FAR, all pictures as bad
    left_SWTLQJ: np.ndarray  # the same after rejecting; W: mixed and levelled alone

    # calculated, without training
    sides_2X: np.ndarray  # softmax's loss over the length, at SIDES
    mag_AX: np.ndarray  # MagFace's loss over the length
    best_A: np.ndarray  # the length at which it is least
    ada_ZA: np.ndarray  # AdaFace's pull, against none with quality
    portraits_VMHW: np.ndarray  # grey values


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    rows = []
    for seed in config.seeds:
        rows.append(of_seed(config, seed))
        length_KV = rows[-1]["length_SWLKV"][MIXED, FREE]
        progress(f"{seed}: softmax at the worst {(length_KV[:, -1] / length_KV[:, 0]).round(2)}")
    mag = config.losses()[MAG]
    shortest, longest = config.mag_lengths
    return Result(
        config=config,
        provenance=provenance(),
        sides_2X=costs(config.losses()[FREE], between(np.array(SIDES)), LENGTHS),
        mag_AX=costs(mag, among(ANGLES, config.people), np.linspace(shortest, longest, 77)),
        best_A=best_lengths(mag, ANGLES, config.people, np.linspace(shortest, longest, 381)),
        ada_ZA=pull_by_quality(config.ada_margin, ANGLES[1:], QUALITIES),
        portraits_VMHW=_portraits(config),
        **stacked(rows),
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}


def _portraits(config: Config) -> np.ndarray:
    """A stranger of the first seed: sharp, and made worse in each way, at each strength."""
    draw = np.random.default_rng(config.seeds[0])
    plain = config.strange(size=PORTRAIT, nuisance=0.0, grain=0.0)
    sharp_1HW = plain.unseen(config.seeds[0], 1, 1)[0]
    rows = [
        [sharp_1HW[0], *(worse(sharp_1HW, kind, np.array([strength]), draw)[0] for kind in KINDS)]
        for strength in STRENGTHS
    ]
    return (255 * np.array(rows)).round().astype(np.uint8)
