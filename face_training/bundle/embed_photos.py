"""Photographs to unit vectors with the network of a bundle.

N: photographs, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from face_training.bundle.bundle import Bundle
from face_training.bundle.input import Input
from face_training.embeddings import embed_all
from face_training.photos.detection import Detector
from face_training.photos.finding import AlignedFace, NoFace, find_face
from face_training.photos.photo import SIDE, read_photo, resized

BATCH = 256  # photographs whose faces are in memory at once: 10 MB of them


@dataclass(frozen=True, kw_only=True)
class EmbeddedPhotos:
    """The embeddings of the photographs with a face, and the reasons for those without."""

    paths: tuple[Path, ...]
    unit_ND: np.ndarray
    notes: tuple[tuple[str, ...], ...]  # of each path
    dropped: tuple[str, ...]  # a sentence each
    tried: tuple[Path, ...]  # all photographs


@dataclass(frozen=True)
class _Faces:
    found: Sequence[AlignedFace]

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, index: int, /) -> torch.Tensor:
        return torch.from_numpy(self.found[index].face_HW3).permute(2, 0, 1)


def embed_photos(
    paths: Sequence[Path], bundle: Bundle, detector: Detector | None
) -> EmbeddedPhotos:
    """Find, align and embed the faces; without a detector the photographs must be aligned faces."""
    some = [_embedded((), bundle, detector), *embed_in_batches(paths, bundle, detector)]
    return EmbeddedPhotos(
        paths=tuple(path for one in some for path in one.paths),
        unit_ND=np.concatenate([one.unit_ND for one in some]),
        notes=tuple(notes for one in some for notes in one.notes),
        dropped=tuple(sentence for one in some for sentence in one.dropped),
        tried=tuple(path for one in some for path in one.tried),
    )


def embed_in_batches(
    paths: Sequence[Path],
    bundle: Bundle,
    detector: Detector | None,
    *,
    batch: int = BATCH,
    progress: str = "",
) -> Iterator[EmbeddedPhotos]:
    """The same, some photographs at a time, so that any number of them takes no more memory.

    Args:
        batch: how many at a time.
        progress: what a bar of progress is called; without, there is none.

    Raises:
        ValueError: the batch is below 1.
    """
    if batch < 1:
        raise ValueError(f"A batch has 1 photograph or more, not {batch}.")
    paths = list(dict.fromkeys(paths))
    shown = tqdm(total=len(paths), desc=progress, unit="photo", disable=None if progress else True)
    with shown as bar:
        for start in range(0, len(paths), batch):
            some = paths[start : start + batch]
            yield _embedded(some, bundle, detector)
            bar.update(len(some))


def _embedded(paths: Sequence[Path], bundle: Bundle, detector: Detector | None) -> EmbeddedPhotos:
    found: dict[Path, AlignedFace] = {}
    dropped = []
    for path in paths:
        try:
            found[path] = _face(path, bundle.info.input, detector)
        except NoFace as reason:
            dropped.append(str(reason))
    unit_ND = np.empty((0, bundle.info.dimension), np.float32)
    if found:
        embeddings = embed_all(bundle.network, _Faces(list(found.values())))
        paths_N = list(found)
        for place in embeddings.broken:
            dropped.append(
                f"{paths_N[place]}: the network gives no finite numbers for it, or zeros alone."
            )
            del found[paths_N[place]]
        unit_ND = np.delete(embeddings.unit_ND(flip=bundle.info.flip), embeddings.broken, axis=0)
    return EmbeddedPhotos(
        paths=tuple(found),
        unit_ND=unit_ND,
        notes=tuple(face.notes for face in found.values()),
        dropped=tuple(dropped),
        tried=tuple(paths),
    )


def _face(path: Path, expected: Input, detector: Detector | None) -> AlignedFace:
    if detector is None:
        return read_aligned_face(path, expected.size)
    return find_face(path, detector, side=expected.size, template_52=expected.template_52)


def read_aligned_face(path: Path, side: int = SIDE) -> AlignedFace:
    """Read a photograph of side x side pixels, or of 112 x 112, that is an aligned face already.

    Raises:
        NoFace: the file cannot be read, or has another size.
    """
    try:
        photo = read_photo(path)
    except ValueError as error:
        raise NoFace("unreadable", str(error)) from None
    height, width = photo.pixels_HW3.shape[:2]
    if height != width or height not in (side, SIDE):
        raise NoFace(
            "not aligned",
            f"{path} has {width} x {height} pixels, so it is no aligned face; give a --detector.",
        )
    changed = (f"resized from {height} to {side} pixels",) if height != side else ()
    return AlignedFace(face_HW3=resized(photo.pixels_HW3, side), notes=(*photo.notes, *changed))
