"""The frames of a run on the disk: a hundred runs in 64 dimensions would fill the memory.

Six losses in 64 dimensions are 30 MB a run.  What is large in a frame is written into a file, one
frame after another, and an array is read where it is looked at.  What is small stays in memory, and
so does everything where the disk gives no place.

K: frames.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from toy_models.record import Array, Run
from toy_models.scratch_file import Place, ScratchFile

SMALL_BYTES = 1000  # of an array in one frame
ALIGNMENT = 8  # bytes, of an array within a frame

_scratch = ScratchFile()
_log = logging.getLogger(__name__)


class FramesOnDisk(Mapping[str, Array]):
    """Arrays by name, each with K in front; they cannot be written."""

    def __init__(self, most: int, scratch: ScratchFile = _scratch) -> None:
        """No frame yet, and room for so many."""
        self._most, self._count = most, 0
        self._scratch = scratch
        self._names: tuple[str, ...] = ()
        self._near: dict[str, Array] = {}
        self._far: dict[str, tuple[int, np.dtype[Any], tuple[int, ...]]] = {}  # offset in a frame
        self._size = 0  # bytes of a frame in the file
        self._place: Place | None = None

    @classmethod
    def of(cls, arrays: Mapping[str, Array], scratch: ScratchFile = _scratch) -> FramesOnDisk:
        """The same arrays; they have K in front."""
        (count,) = {len(array) for array in arrays.values()}
        frames = cls(count, scratch)
        for k in range(count):
            frames.add({name: array[k] for name, array in arrays.items()})
        return frames

    def add(self, frame: Mapping[str, Array]) -> None:
        """Add a frame, of the same names, types and shapes as the first.

        Raises:
            ValueError: there is no room for another.
        """
        if self._count == self._most:
            raise ValueError(f"There is room for {self._most} frames.")
        if not self._count:
            self._lay_out(frame)
        for name, array_K in self._near.items():
            array_K[self._count] = frame[name]
        if self._place is not None:
            row = bytearray(self._size)
            for name, (offset, kind, _) in self._far.items():
                content = np.ascontiguousarray(frame[name], kind).tobytes()
                row[offset : offset + len(content)] = content
            self._place.write(self._count * self._size, bytes(row))
        self._count += 1

    def _lay_out(self, frame: Mapping[str, Array]) -> None:
        """Decide by the first frame what goes into the file, and where in a frame it is."""
        self._names = tuple(frame)
        for name, array in frame.items():
            if array.nbytes > SMALL_BYTES:
                self._far[name] = self._size, array.dtype, array.shape
                self._size += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
        if self._far:
            try:
                self._place = self._scratch.reserve(self._most * self._size)
            except OSError as error:
                _log.warning(
                    "A run is kept in memory, because it has no place on the disk: %s", error
                )
                self._far, self._size = {}, 0
        for name, array in frame.items():
            if name not in self._far:
                self._near[name] = np.zeros((self._most, *array.shape), array.dtype)

    def __getitem__(self, name: str) -> Array:
        """An array of all frames so far."""
        if name in self._near:
            near: Array = self._near[name][: self._count]
            near.flags.writeable = False
            return near
        offset, kind, shape = self._far[name]
        assert self._place is not None
        strides = (self._size, *np.empty(shape, kind).strides)
        return np.ndarray(
            (self._count, *shape), kind, self._place.mapped(), offset=offset, strides=strides
        )

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many arrays there are."""
        return len(self._names)

    @property
    def file_bytes(self) -> int:
        """Bytes in the file."""
        return self._count * self._size


def on_disk(run: Run) -> Run:
    """The same run, with its frames on the disk."""
    return replace(run, arrays=FramesOnDisk.of(run.arrays))
