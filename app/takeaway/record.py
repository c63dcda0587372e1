"""The record of a run as a file to take away, in pieces: the whole is never in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from toy_models.record import Run

PIECE_BYTES = 2**20


def record(run: Run) -> Iterator[bytes]:
    """What `Run.save` writes."""
    with tempfile.TemporaryFile() as file:
        run.save(file)
        file.seek(0)
        while piece := file.read(PIECE_BYTES):
            yield piece
