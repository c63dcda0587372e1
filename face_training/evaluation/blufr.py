"""BLUFR, the protocol of the paper's Table 1: all of LFW instead of 6,000 pairs.

Ten trials, each with its own test images (about 47 million impostor pairs), gallery and probes; the
benchmark's Matlab file lists them.  A trial measures the verification rate (VR) at FAR 1e-3, 1e-4
and 1e-5 over all its pairs, and open-set identification (DIR): the share of gallery people's probes
that are found at rank 1, at a FAR over the probes of strangers.  Results are the mean over trials
and, as the benchmark gives it, the mean minus the deviation.

Rates are read as in the benchmark's Matlab code: of n impostor scores the k-th highest is the
threshold, k = n FAR rounded, and scores at the threshold are accepted.  `Verification.tar_at` asks
for at most n FAR false accepts and takes the lowest such threshold, so it can differ by one score.

Liao et al., "A benchmark study of large-scale unconstrained face recognition", IJCB 2014.

N: images, D: embedding dimension.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from evidence.verification import Verification
from face_training.embeddings import Embeddings, Images, Network, embed
from face_training.evaluation.all_pairs import all_pairs, count_pairs
from face_training.evaluation.found_images import found_images
from face_training.evaluation.identification import search
from face_training.evaluation.matlab import matlab
from face_training.evaluation.outcome import Outcome, at_far
from face_training.evaluation.pairs import Files

FARS = (1e-3, 1e-4, 1e-5)
DIR_FAR = 1e-2


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Places in the list of images."""

    test: np.ndarray
    gallery: np.ndarray
    probes: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Blufr:
    """The images, the person in each, and the trials."""

    name: str
    images: Images
    labels_N: np.ndarray
    trials: tuple[Trial, ...]
    notes: tuple[str, ...] = ()  # how the list was read

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """VR and DIR, mean over trials and mean minus deviation."""
        embeddings = embed(network, self.images, workers=workers)
        found = outcome(embeddings, self.labels_N, self.trials)
        return replace(found, notes=(*self.notes, *found.notes))


def outcome(embeddings: Embeddings, labels_N: np.ndarray, trials: Sequence[Trial]) -> Outcome:
    """The protocol on embeddings."""
    unit_ND = embeddings.unit_ND()
    rates: dict[str, list[float]] = {}
    scores = None
    for trial in trials:
        labels = labels_N[trial.test]
        impostors = count_pairs(labels)[1]
        scores = all_pairs(unit_ND[trial.test], labels, keep=int(0.01 * impostors) + 1)
        for far in FARS:
            if far * impostors >= 1:
                rates.setdefault(at_far("vr", far), []).append(published_rate(scores, far))
        found = search(
            unit_ND[trial.gallery],
            labels_N[trial.gallery],
            unit_ND[trial.probes],
            labels_N[trial.probes],
        )
        rates.setdefault("rank_1", []).append(found.found(1))
        if DIR_FAR * len(found.false_U) >= 1:
            rates.setdefault(at_far("dir", DIR_FAR), []).append(
                published_rate(found.at_rank(1), DIR_FAR)
            )
    measures: dict[str, float] = {}
    for name, values in rates.items():
        measures[name] = float(np.mean(values))
        deviation = float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
        measures[f"{name}_less_deviation"] = measures[name] - deviation
    return Outcome(measures=measures | {"mean_norm": embeddings.mean_norm}, scores=scores)


def published_rate(scores: Verification, far: float) -> float:
    """VR, or DIR, at a FAR as the benchmark's code reads it."""
    accepted = max(1, math.floor(far * scores.impostor_count + 0.5))
    return float((scores.genuine_G >= scores.impostor_I[accepted - 1]).mean())


def blufr(*, name: str, path: Path, images: Path) -> Blufr:
    """The benchmark's `blufr_lfw_config.mat`, and the folder of LFW's images, aligned.

    Raises:
        ValueError: the file is not BLUFR's, or images are missing.
    """
    with matlab(path, "BLUFR's lists") as found:
        names = [str(np.asarray(cell).ravel()[0]) for cell in found["imageList"].ravel()]
        labels_N = found["labels"].ravel().astype(np.int64)
        trials = tuple(
            Trial(test=_places(test), gallery=_places(gallery), probes=_places(probes))
            for test, gallery, probes in zip(
                *(found[key].ravel() for key in ("testIndex", "galIndex", "probIndex")),
                strict=True,
            )
        )
        for trial in trials:
            for places in (trial.test, trial.gallery, trial.probes):
                labels_N[places]  # raises IndexError where a place is outside of the list
    if len(names) != len(labels_N) or not trials:
        raise ValueError(f"{path} names {len(names):,} images and labels {len(labels_N):,}.")
    listed, notes = _found(images, names)
    files = tuple(images / one for one in listed)
    if missing := [file for file in files if not file.is_file()]:
        raise ValueError(
            f"{len(missing):,} of {len(files):,} images of {path} are not in {images}, as "
            f"{missing[0].name!r}."
        )
    return Blufr(name=name, images=Files(files), labels_N=labels_N, trials=trials, notes=notes)


def _places(numbers: Any) -> np.ndarray:
    """Places from 0; Matlab counts from 1."""
    places = np.asarray(numbers).ravel().astype(np.int64) - 1
    if (places < 0).any():
        raise ValueError
    return places


def _found(folder: Path, listed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """LFW keeps `Some_One_0001.jpg` in `Some_One`; a flat folder is accepted too."""
    flat = [Path(name).name for name in listed]
    in_folders = [f"{re.sub(r'_[0-9]+[.][a-zA-Z0-9]+$', '', name)}/{name}" for name in flat]
    found, notes = found_images(folder, flat)
    if found and not (folder / found[0]).is_file():
        return found_images(folder, in_folders)
    return found, notes
