"""Twenty sessions that train at once: is the server still quick, and is everybody served alike?

Each client follows a job of its own over the stage's socket and asks for /health once a second.
What is measured is the process that serves the pages while it passes the frames on, with the
app's own pool and worker; Streamlit's reruns, whose protocol is its own, are not in it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.setting import Setting
from benchmarks.table import table

CLIENTS = 20
SECONDS = 120.0
QUICK_SECONDS = 15.0
PATIENCE_SECONDS = 60.0
ACK = b"\0"


@dataclass
class Watched:
    """What one client saw."""

    latencies: list[float] = field(default_factory=list)  # seconds
    arrivals: list[float] = field(default_factory=list)  # of messages, by the clock
    lost: bool = False

    @property
    def intervals(self) -> list[float]:
        """Seconds between messages."""
        return [b - a for a, b in zip(self.arrivals, self.arrivals[1:], strict=False)]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def served() -> Iterator[str]:
    """A server in a process of its own; gives its host and port."""
    port = free_port()
    host = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "benchmarks.sessions_server", str(port)]
    with subprocess.Popen(command) as process:
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while True:
                try:
                    get(host, "/health")
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > until:
                        raise RuntimeError("The server does not answer.") from None
                    time.sleep(0.1)
            yield host
        finally:
            process.terminate()


def get(host: str, path: str) -> bytes:
    """The answer to a request.  Raises OSError."""
    with urllib.request.urlopen(f"http://{host}{path}", timeout=PATIENCE_SECONDS) as answer:
        body: bytes = answer.read()
        return body


def told(host: str) -> dict[str, Any]:
    """What the server says of its jobs and processes."""
    answer: dict[str, Any] = json.loads(get(host, "/jobs"))
    return answer


def megabytes(pid: int) -> float:
    """Memory of a process that is in use now (resident), NaN where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


async def watch(host: str, seed: int, seconds: float) -> Watched:
    """Start a job and follow it for so long."""
    watched = Watched()
    live = json.loads(await asyncio.to_thread(get, host, f"/train/{seed}"))["live"]
    until = time.monotonic() + seconds

    async def follow() -> None:
        try:
            async with connect(f"ws://{host}{live}", origin=f"http://{host}") as frames:  # type: ignore[arg-type]
                while (left := until - time.monotonic()) > 0:
                    await asyncio.wait_for(frames.recv(), left)
                    watched.arrivals.append(time.monotonic())
                    await frames.send(ACK)
        except TimeoutError:
            pass
        except (ConnectionClosed, OSError):
            watched.lost = True

    async def ask() -> None:
        while time.monotonic() < until:
            begun = time.perf_counter()
            await asyncio.to_thread(get, host, "/health")
            watched.latencies.append(time.perf_counter() - begun)
            await asyncio.sleep(1)

    await asyncio.gather(follow(), ask())
    return watched


async def watch_all(host: str, clients: int, seconds: float) -> list[Watched]:
    """All clients at once."""
    return await asyncio.gather(*(watch(host, seed, seconds) for seed in range(clients)))


def quantiles(values: list[float]) -> tuple[str, str]:
    """Median and 95th percentile in milliseconds."""
    if not values:
        return "-", "-"
    return tuple(f"{1000 * float(np.quantile(values, share)):.0f}" for share in (0.5, 0.95))  # type: ignore[return-value]


def report(
    setting: Setting, *, clients: int = CLIENTS, seconds: float | None = None
) -> Iterator[str]:
    """Latency and frames, fairness, memory."""
    seconds = seconds or (QUICK_SECONDS if setting.quick else SECONDS)
    with served() as host:
        while (before := told(host))["worker"] is None:
            time.sleep(0.1)
        server, worker = before["server"], before["worker"]
        memory = [("before", megabytes(server), megabytes(worker))]
        watched = asyncio.run(watch_all(host, clients, seconds))
        jobs = told(host)["jobs"]
        memory.append((f"{clients} jobs", megabytes(server), megabytes(worker)))
        get(host, "/leave")
        until = time.monotonic() + PATIENCE_SECONDS
        while any(state == "training" for state, _ in told(host)["jobs"]):
            if time.monotonic() > until:
                raise RuntimeError("Jobs that nobody watches go on.")
            time.sleep(0.2)
        memory.append(("all gone", megabytes(server), megabytes(worker)))
    latencies = [one for client in watched for one in client.latencies]
    intervals = [one for client in watched for one in client.intervals]
    steps = [step for _, step in jobs]
    lost = sum(client.lost for client in watched)
    lost += sum(state != "training" for state, _ in jobs)
    yield f"{clients} sessions for {seconds:g} seconds; {lost} of them lost\n" + table(
        ("milliseconds", "median", "95 %"),
        [
            ("an answer of the server", *quantiles(latencies)),
            ("from frames to frames", *quantiles(intervals)),
        ],
    )
    yield (
        f"Steps of a job: {min(steps):,} to {max(steps):,}; "
        f"the least has {min(steps) / max(1, max(steps)):.0%} of the most"
    )
    rows = [(words, f"{pages:.0f}", f"{trainer:.0f}") for words, pages, trainer in memory]
    yield table(("memory, MB", "server", "worker"), rows)
