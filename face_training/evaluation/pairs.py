"""Pairs of images by the ten-fold protocol: a `.bin`, or a list of pairs and a folder.

P: pairs, D: embedding dimension.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from face_training.data.sizes import at_size
from face_training.embeddings import Embeddings, Images, Network, embed
from face_training.evaluation.bins import read_bin
from face_training.evaluation.broken import broken_in, some_of
from face_training.evaluation.folds import FAR, FOLDS, distances, scores, ten_folds
from face_training.evaluation.interval import interval
from face_training.evaluation.outcome import Outcome, at_far
from face_training.evaluation.pair_lists import read_pairs
from face_training.photos.photo import SIDE, decode_aligned


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Images, and which two of them make a pair."""

    name: str
    images: Images
    first_P: np.ndarray
    second_P: np.ndarray
    same_P: np.ndarray
    notes: tuple[str, ...] = ()  # how the list was read

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """Accuracy with and without the mirror images, its interval, and TAR at FAR 1e-3."""
        embeddings = embed(network, self.images, workers=workers)
        found = outcome(embeddings, self.first_P, self.second_P, self.same_P)
        return replace(found, notes=(*self.notes, *found.notes))


def outcome(
    embeddings: Embeddings, first_P: np.ndarray, second_P: np.ndarray, same_P: np.ndarray
) -> Outcome:
    """The protocol on embeddings."""
    unit_ND, plain_ND = embeddings.unit_ND(), embeddings.unit_ND(flip=False)
    distances_P = distances(unit_ND[first_P], unit_ND[second_P])
    with_flip = ten_folds(distances_P, same_P)
    without = ten_folds(distances(plain_ND[first_P], plain_ND[second_P]), same_P)
    low, high = interval(with_flip.right, with_flip.pairs)
    measures = {
        "accuracy": with_flip.accuracy,
        "accuracy_deviation": with_flip.deviation,
        "accuracy_low": low,
        "accuracy_high": high,
        "accuracy_no_flip": without.accuracy,
        at_far("tar", FAR): float(np.nanmean(with_flip.tar_F)),
        "threshold_squared_distance": float(with_flip.threshold_F.mean()),
        "mean_norm": embeddings.mean_norm,
    }
    return Outcome(measures=measures, scores=scores(distances_P, same_P), notes=_notes(same_P))


def _notes(same_P: np.ndarray) -> tuple[str, ...]:
    shares = [part.mean() for part in np.array_split(same_P, FOLDS)]
    if 0 in shares or 1 in shares:
        return (
            "A fold holds pairs of one kind only, so its number is no accuracy of both: the list "
            "was not spread over ten folds.",
        )
    return ()


@dataclass(frozen=True)
class Chosen:
    """Some images of a set."""

    images: Any
    places: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, index: int, /) -> Tensor:
        image_3HW: Tensor = self.images[self.places[index]]
        return image_3HW

    def at_size(self, side: int) -> Chosen:
        """The same images with side x side pixels."""
        return replace(self, images=at_size(self.images, side))

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        named: str = self.images.name_of(self.places[index])
        return named


@dataclass(frozen=True)
class Files:
    """Images in files."""

    paths: tuple[Path, ...]
    side: int = SIDE

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int, /) -> Tensor:
        path = self.paths[index]
        return decode_aligned(path.read_bytes(), str(path), self.side)

    def at_size(self, side: int) -> Files:
        """The same images with side x side pixels."""
        return replace(self, side=side)

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        return str(self.paths[index])


def from_bin(*, name: str, path: Path, skip_broken: int = 0) -> Pairs:
    """The pairs of a `.bin` file; so many images may be broken, and their pairs are left out.

    Raises:
        ValueError: the file cannot be read, or too many images are broken.
    """
    images, same_P = read_bin(path)
    even_P = np.arange(0, len(images), 2)
    pairs = Pairs(name=name, images=images, first_P=even_P, second_P=even_P + 1, same_P=same_P)
    return without_broken(pairs, skip_broken)


def from_list(
    *, name: str, path: Path, images: Path, layout: str = "lfw", skip_broken: int = 0
) -> Pairs:
    """The pairs of a list, as `pair_lists` describes its layouts, with images that are aligned.

    So many images may be broken, and their pairs are left out.

    Raises:
        ValueError: the list or its images cannot be read, or too many images are broken.
    """
    pairs = read_pairs(path, images, layout)
    found = Pairs(
        name=name,
        images=Files(tuple(pairs.folder / file for file in pairs.names)),
        first_P=pairs.first_P,
        second_P=pairs.second_P,
        same_P=pairs.same_P,
        notes=pairs.notes,
    )
    return without_broken(found, skip_broken)


def without_broken(pairs: Pairs, at_most: int) -> Pairs:
    """Leave out the pairs of images that cannot be read, with a note; 0 leaves all as it is.

    Raises:
        ValueError: more images than that are broken.
    """
    broken = broken_in(pairs.images) if at_most else {}
    if len(broken) > at_most:
        raise ValueError(
            f"{len(broken):,} images of evaluation set {pairs.name!r} cannot be read, and "
            f"skip_broken is {at_most:,}. {some_of(broken)}"
        )
    if not broken:
        return pairs
    places = list(broken)
    whole_P: np.ndarray = ~(np.isin(pairs.first_P, places) | np.isin(pairs.second_P, places))
    # The remaining images are numbered anew, so that nobody reads the broken ones.
    kept = np.setdiff1d(np.arange(len(pairs.images)), places)
    note = (
        f"{int((~whole_P).sum()):,} of {len(whole_P):,} pairs are left out, for an image of theirs "
        f"cannot be read: {some_of(broken)}"
    )
    return replace(
        pairs,
        images=Chosen(pairs.images, tuple(kept.tolist())),
        first_P=np.searchsorted(kept, pairs.first_P[whole_P]),
        second_P=np.searchsorted(kept, pairs.second_P[whole_P]),
        same_P=pairs.same_P[whole_P],
        notes=(*pairs.notes, note),
    )
