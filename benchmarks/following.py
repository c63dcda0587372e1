"""One who follows a job of the small server over the stage's socket; see `sessions_server`.

As a browser does: every message with frames is acknowledged, and the open chart is fetched anew
once a second.
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

from benchmarks.app_server import free_port, get, wait_for_answer

ACK = b"\0"
CHART_SECONDS = 1.0  # from one drawing of a chart to the next


@contextmanager
def served() -> Iterator[str]:
    """The small server in a process of its own; gives its host and port."""
    port = free_port()
    host = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "benchmarks.sessions_server", str(port)]
    with subprocess.Popen(command) as process:
        try:
            wait_for_answer(host, "/health", process)
            yield host
        finally:
            process.terminate()


def told(host: str) -> dict[str, Any]:
    """What the server says of its jobs and processes."""
    answer: dict[str, Any] = json.loads(get(host, "/jobs"))
    return answer


async def watch(host: str, seed: int, seconds: float) -> int:
    """Start a job and follow it for so long; the number of messages that came."""
    live = json.loads(await asyncio.to_thread(get, host, f"/train/{seed}"))["live"]
    until = time.monotonic() + seconds
    came = 0
    charting = asyncio.create_task(_charts(host, live))
    try:
        async with connect(f"ws://{host}{live}", origin=f"http://{host}") as frames:  # type: ignore[arg-type]
            while (left := until - time.monotonic()) > 0:
                await asyncio.wait_for(frames.recv(), left)
                came += 1
                await frames.send(ACK)
    except (TimeoutError, ConnectionClosed):
        pass
    finally:
        charting.cancel()
    return came


async def _charts(host: str, live: str) -> None:
    """Fetch the chart that the Playground opens with, again and again."""
    while True:
        await asyncio.sleep(CHART_SECONDS)
        await asyncio.to_thread(get, host, f"{live}/curves")
