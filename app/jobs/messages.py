"""What the pool and a worker say to each other, over the pipes of the worker's process.

A message is a line of JSON, and a payload of bytes if it names a size.  Nothing is pickled.
"""

from __future__ import annotations

import json
from typing import IO, Any


def send(stream: IO[bytes], payload: bytes = b"", **message: Any) -> None:
    """Send one message.  Raises OSError when the other side has gone."""
    line = json.dumps({**message, "size": len(payload)})
    stream.write(line.encode() + b"\n" + payload)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Wait for one message and its payload.

    Raises:
        EOFError: the other side has gone.
    """
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    message = json.loads(line)
    payload = stream.read(message["size"])
    if len(payload) < message["size"]:
        raise EOFError
    return message, payload
