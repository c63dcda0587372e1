"""Strangers at a door: true and wrong pairs, small tests, look-alikes, some of the classes a step.

S: seeds, L: losses, H: shares of the classes, F: FARS, G: those with intervals, T: COSINES,
D: distances in a family, M: its members, Q: layouts of a test, P: people, N: pictures.

Data and steps were chosen with seed 0, which judges nothing.  One training of each seed, with all
classes, is measured everywhere; the other shares are trained for the last question alone.

Papers: "Partial FC", arXiv:2010.05222; "Confidence Intervals for Error Rates in 1:1 Matching
Tasks", arXiv:2306.01198; look-alikes in place of random wrong pairs: "Fine-grained LFW".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.effective_pairs import wilson
from lessons.experiments import Progress, provenance, silent, stacked
from lessons.result import StoredResult
from lessons.strangers.measured import family_portraits, of_seed
from lessons.strangers.settings import CERTAIN, PAIRS, RARE, Config
from toy_models.config import RunConfig


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was measured.  Rates are shares, 0 to 1."""

    config: Config
    interval_2: np.ndarray  # shape (pairs, 2): of a FAR of RARE, for PAIRS

    known_SL: np.ndarray  # accuracy on new pictures of the training people
    accuracy_SL: np.ndarray  # on as many wrong as true pairs of strangers, best threshold
    best_SL: np.ndarray  # that threshold, a cosine
    best_far_SL: np.ndarray
    tar_SLF: np.ndarray
    tar_SHF: np.ndarray  # Arc, by the share of the classes in a step
    tar_ST: np.ndarray  # Arc, over the threshold
    far_ST: np.ndarray

    # Arc, families of look-alikes
    within_SD: np.ndarray  # FAR within families at the door's threshold
    door_SD: np.ndarray  # TAR there
    own_SD: np.ndarray  # TAR at a threshold for each distance, with the door's FAR within families
    alike_SD: np.ndarray  # accuracy with look-alikes as wrong pairs, at the best threshold for all
    passes_SDM: np.ndarray  # of the first family: share of the pairs with the first that pass
    portraits_SDMHW: np.ndarray  # of the first family, one seed: grey values

    # Arc, small tests: see small_tests.Tests
    few_spread_SQ: np.ndarray
    few_effective_SQ: np.ndarray
    few_covered_SQ2: np.ndarray
    equal_spread_SQ: np.ndarray
    equal_covered_SQ2: np.ndarray
    interval_few_SG3: np.ndarray  # TAR of a few people, with its interval over people
    interval_all_SG3: np.ndarray


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    rows = []
    for seed in config.seeds:
        rows.append(of_seed(config, seed))
        progress(f"{seed}: TAR of Arc {rows[-1]['tar_SHF'][:, CERTAIN.start].round(3)}")
    return Result(
        config=config,
        provenance=provenance(),
        interval_2=np.array([wilson(RARE, pairs) for pairs in PAIRS]),
        portraits_SDMHW=family_portraits(config)[None],
        **stacked(rows),
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
