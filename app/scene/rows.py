"""Frames as rows of bytes: the arrays of one frame lie one after another in its row.

So frames can be kept, dropped and joined without a look at what is in them.  K: frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.scene.wire import Place, layout, little_endian
from toy_models.record import Array


@dataclass(frozen=True)
class Rows:
    """K frames with the same layout."""

    layout: Sequence[Place]  # of the arrays within a row
    bytes_KS: Array  # uint8, S bytes a row, a multiple of 8

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Rows:
        """Rows of arrays that all have K in front."""
        places, size = layout(
            {name: (array.dtype, array.shape[1:]) for name, array in arrays.items()}
        )
        (count,) = {len(array) for array in arrays.values()}
        bytes_KS = np.zeros((count, size), np.uint8)
        for (_, _, shape, offset), array in zip(places, arrays.values(), strict=True):
            flat = little_endian(array).reshape(count, int(np.prod(shape))).view(np.uint8)
            bytes_KS[:, offset : offset + flat.shape[1]] = flat
        return cls(places, bytes_KS)

    def arrays(self, names: Sequence[str] | None = None) -> dict[str, Array]:
        """The arrays of these names, or all of them, each with K in front."""
        count = len(self.bytes_KS)
        found = {}
        for name, kind, shape, offset in self.layout:
            if names is None or name in names:
                end = offset + np.dtype(kind).itemsize * int(np.prod(shape))
                part = np.ascontiguousarray(self.bytes_KS[:, offset:end])
                found[name] = part.view(np.dtype(kind)).reshape(count, *shape)
        return found

    def apart(self) -> list[Rows]:
        """Each frame by itself, in memory of its own."""
        return [Rows(self.layout, row_S[None].copy()) for row_S in self.bytes_KS]


def joined(rows: Sequence[Rows]) -> Rows:
    """All frames in one, in their order; they must have the same layout."""
    return Rows(rows[0].layout, np.concatenate([part.bytes_KS for part in rows]))
