"""Messages between the pool and a worker, over the pipes of the worker's process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from app.scene import wire
from toy_models.record import Array


def send(stream: IO[bytes], arrays: Mapping[str, Array] | None = None, **message: Any) -> None:
    """Send one message.  Raises OSError when the other side has gone."""
    stream.write(wire.pack(message, arrays or {}))
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], dict[str, Array]]:
    """Wait for one message and its arrays.

    Raises:
        EOFError: the other side has gone.
    """
    return wire.read(stream)
