"""A watcher of one training on the small server of `training_server`.

It acknowledges every message with frames and fetches the open chart once a second, as a browser
does.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.harness.server import end, free_port, get, wait_for_answer

ACK = b"\0"
CHART_SECONDS = 1.0  # from one drawing of a chart to the next


@contextmanager
def served() -> Iterator[str]:
    """Start the small server in a process of its own; gives its host and port."""
    port = free_port()
    host = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "benchmarks.visitors.training_server", str(port)]
    with subprocess.Popen(command) as process:
        try:
            wait_for_answer(host, "/health", process)
            yield host
        finally:
            end(process)


def jobs(host: str) -> dict[str, Any]:
    """State and step of the server's jobs, and the numbers of its processes."""
    answer: dict[str, Any] = json.loads(get(host, "/jobs"))
    return answer


async def watch(host: str, seed: int, seconds: float) -> int:
    """Start a job and follow it for so many seconds; the number of messages received."""
    live = json.loads(await asyncio.to_thread(get, host, f"/train/{seed}"))["live"]
    until = time.monotonic() + seconds
    received = 0
    charting = asyncio.create_task(_charts(host, live))
    try:
        async with connect(f"ws://{host}{live}", origin=f"http://{host}") as frames:  # type: ignore[arg-type]
            while (left := until - time.monotonic()) > 0:
                await asyncio.wait_for(frames.recv(), left)
                received += 1
                await frames.send(ACK)
    except (TimeoutError, ConnectionClosed):
        pass
    finally:
        charting.cancel()
    return received


async def _charts(host: str, live: str) -> None:
    """Fetch the first chart of the Playground again and again."""
    while True:
        await asyncio.sleep(CHART_SECONDS)
        await asyncio.to_thread(get, host, f"{live}/curves")
