"""IJB-B and IJB-C: templates of several images and videos, one to one and one to many.

Templates are pooled as for published numbers ("N1 D1 F2", see `templates`) and compared by cosine.
A template without an image matches nobody: what should have been found is counted as missed.

One to many is measured in two ways, for both are published.  IJB's own protocol searches the two
galleries apart, where half of the probes are strangers, and averages: rank and TPIR at FPIR.
insightface's `ijb_1n.py`, written by the authors of DDL (arXiv:2002.03662), joins the galleries, so
that nobody is a stranger, and counts false pairs a query: `joined_...`.  Tables made with that
script, insightface's own among them, cannot be compared with the first.

The folder is the usual download: `loose_crop/` and `meta/` with `*_face_tid_mid.txt` (image,
template, medium), `*_template_pair_label.txt` (two templates, 1 or 0), `*_name_5pts_score.txt`
(image, ten coordinates, detector score), and for one to many `*_1N_gallery_*.csv` and
`*_1N_probe_mixed.csv` (template, subject, ...).

N: images, T: templates, D: embedding dimension, P: pairs.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_curve
from torch import Tensor

from evidence.verification import Verification
from face_training.embeddings import Embeddings, Network, embed
from face_training.evaluation.identification import joined, mean_over, search
from face_training.evaluation.outcome import Outcome, at_far
from face_training.evaluation.templates import pooled
from face_training.photos.alignment import align
from face_training.photos.photo import SIDE, read_photo
from face_training.text_files import read_text

FARS = (1e-5, 1e-4, 1e-3, 1e-2)  # 1e-6 rests on 16 pairs of IJB-C
FPIRS = (0.01, 0.1)
LOWEST = -1.0  # cosine of a pair with a template that has no image
MOST_EMPTY = 0.1  # share of the templates
NAMED = 5  # templates that a sentence names


@dataclass(frozen=True)
class Crops:
    """Loosely cropped faces, aligned when they are read."""

    folder: Path
    names: tuple[str, ...]
    points_N52: np.ndarray
    side: int = SIDE

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: int, /) -> Tensor:
        pixels_HW3 = read_photo(self.folder / self.names[index]).pixels_HW3
        try:
            aligned_HW3 = align(pixels_HW3, self.points_N52[index], self.side)
        except ValueError as error:
            raise ValueError(f"{self.name_of(index)}: {error}") from None
        return torch.from_numpy(aligned_HW3).permute(2, 0, 1)

    def at_size(self, side: int) -> Crops:
        """The same images with side x side pixels."""
        return replace(self, side=side)

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        return str(self.folder / self.names[index])


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """Templates and the subject of each."""

    templates: np.ndarray
    subjects: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Ijb:
    """The images, how they form templates, and which templates are compared."""

    name: str
    images: Crops
    scores_N: np.ndarray
    templates_N: np.ndarray
    media_N: np.ndarray
    pairs_P3: np.ndarray
    galleries: tuple[Gallery, ...]
    probes: Gallery | None
    empty: tuple[int, ...] = ()  # templates that are asked for and have no image

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """TAR at FAR one to one; with galleries also rank and TPIR at FPIR, one to many."""
        embeddings = embed(network, self.images, workers=workers)
        return outcome(embeddings, self)


def outcome(embeddings: Embeddings, protocol: Ijb) -> Outcome:
    """Both protocols on embeddings."""
    features = pooled(embeddings, protocol.scores_N, protocol.templates_N, protocol.media_N)
    first, second = (features.of(protocol.pairs_P3[:, side]) for side in (0, 1))
    scores_P = np.einsum("pd,pd->p", first.unit_TD, second.unit_TD)
    scores_P[first.empty_T | second.empty_T] = LOWEST
    same_P = protocol.pairs_P3[:, 2] == 1
    measures = nearest_rates(scores_P, same_P)
    found_R = None
    if protocol.galleries and protocol.probes is not None:
        probes = features.of(protocol.probes.templates)
        searches = [
            search(
                found.unit_TD,
                gallery.subjects,
                probes.unit_TD,
                protocol.probes.subjects,
                nobody_G=found.empty_T,
                nobody_P=probes.empty_T,
            )
            for gallery in protocol.galleries
            for found in [features.of(gallery.templates)]
        ]
        measures |= mean_over(searches, FPIRS)
        everybody = features.of(
            np.concatenate([gallery.templates for gallery in protocol.galleries])
        )
        measures |= joined(
            everybody.unit_TD,
            np.concatenate([gallery.subjects for gallery in protocol.galleries]),
            probes.unit_TD,
            protocol.probes.subjects,
            FPIRS,
            nobody_G=everybody.empty_T,
            nobody_P=probes.empty_T,
        )
        found_R = np.mean([found.cmc(20) for found in searches], axis=0)
    scores = Verification(
        genuine_G=np.sort(scores_P[same_P])[::-1], impostor_I=np.sort(scores_P[~same_P])[::-1]
    )
    measures["mean_norm"] = embeddings.mean_norm
    return Outcome(measures=measures, scores=scores, found_R=found_R, notes=_about_empty(protocol))


def _about_empty(protocol: Ijb) -> tuple[str, ...]:
    if not protocol.empty:
        return ()
    first_P, second_P = (np.isin(protocol.pairs_P3[:, side], protocol.empty) for side in (0, 1))
    with_one_P = first_P | second_P
    return (
        f"Without an image: {len(protocol.empty):,} templates ({_some(protocol.empty)}), which "
        f"match nobody. {int(with_one_P.sum()):,} of {len(with_one_P):,} pairs have one of them.",
    )


def _some(templates: Sequence[int]) -> str:
    return ", ".join(map(str, templates[:NAMED])) + (", ..." if len(templates) > NAMED else "")


def nearest_rates(scores_P: np.ndarray, same_P: np.ndarray) -> dict[str, float]:
    """TAR at the point of scikit-learn's ROC whose FAR is nearest, as published numbers are read.

    That FAR may be a little higher than wanted, unlike with `Verification.tar_at`.
    """
    fars, tars, _ = roc_curve(same_P, scores_P)
    fars, tars = fars[::-1], tars[::-1]
    return {
        at_far("tar", far): float(tars[np.abs(fars - far).argmin()])
        for far in FARS
        if far * (~same_P).sum() >= 1
    }


def ijb(*, name: str, path: Path) -> Ijb:
    """IJB-B or IJB-C in its folder; one to many is measured if the lists of galleries exist.

    Raises:
        ValueError: a file is missing or malformed.
    """
    meta = path / "meta"
    images = _rows(meta, "*_face_tid_mid.txt", (3,))
    points = _rows(meta, "*_name_5pts_score.txt", (12,))
    pairs = _rows(meta, "*_template_pair_label.txt", (3,))
    try:
        pairs_P3 = np.array(pairs, np.int64)
        templates_N = np.array([row[1] for row in images], np.int64)
        media_N = np.array([row[2] for row in images], np.int64)
        numbers_N = np.array([row[1:] for row in points], np.float64)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"The lists in {meta} hold words where numbers should be ({error})."
        ) from None
    if len(broken := np.flatnonzero(~np.isfinite(numbers_N).all(1))):
        raise ValueError(
            f"{len(broken):,} images of {meta} have points or a detector score that are no finite "
            f"numbers, as {points[broken[0]][0]!r}."
        )
    names = tuple(row[0] for row in points)
    if [row[0] for row in images] != list(names):
        raise ValueError(f"The two lists of images in {meta} do not name the same ones in order.")
    galleries = tuple(_gallery(file) for file in sorted(meta.glob("*_1N_gallery_*.csv")))
    probes = next((_gallery(file) for file in sorted(meta.glob("*_1N_probe_mixed.csv"))), None)
    compared = [pairs_P3[:, :2].ravel(), *(part.templates for part in (*galleries, probes) if part)]
    asked = np.unique(np.concatenate(compared))
    empty = np.setdiff1d(asked, templates_N).tolist()
    if len(empty) > MOST_EMPTY * len(asked):
        raise ValueError(
            f"{len(empty):,} of the {len(asked):,} templates that are asked for in {meta} have no "
            f"image ({_some(empty)}): its lists are of different sets."
        )
    return Ijb(
        name=name,
        images=Crops(path / "loose_crop", names, numbers_N[:, :10].reshape(-1, 5, 2)),
        scores_N=numbers_N[:, 10],
        templates_N=templates_N,
        media_N=media_N,
        pairs_P3=pairs_P3,
        galleries=galleries,
        probes=probes,
        empty=tuple(empty),
    )


def _rows(folder: Path, pattern: str, widths: Sequence[int]) -> list[list[str]]:
    files = sorted(folder.glob(pattern))
    if len(files) != 1:
        raise ValueError(
            f"There must be one file {pattern} in {folder}, and there are {len(files)}."
        )
    rows = [line.split() for _, line in read_text(files[0]).lines()]
    if not rows or any(len(row) not in widths for row in rows):
        raise ValueError(f"{files[0]} must have {widths[0]} words in every line.")
    return rows


def _gallery(file: Path) -> Gallery:
    """Each template once; a file has one row for each of its images."""
    try:
        rows = list(csv.reader(read_text(file).content.split("\n")))[1:]
        found = {int(row[0]): int(row[1]) for row in rows if row}
        templates, subjects = (
            np.array(list(numbers), np.int64) for numbers in (found.keys(), found.values())
        )
    except (ValueError, IndexError, OverflowError, csv.Error):
        raise ValueError(f"{file} must start each row with a template and a subject.") from None
    return Gallery(templates=templates, subjects=subjects)
