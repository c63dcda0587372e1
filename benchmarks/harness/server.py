"""The app in a process of its own, and requests to a server on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import app
from benchmarks.harness.processes import children_of

MAIN = Path(app.__file__).with_name("main.py")
PATIENCE_SECONDS = 60.0
PIECE_BYTES = 2**20  # of an answer that is not kept
END_SECONDS = 15.0  # for a server to end


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    host: str  # with its port
    pid: int
    begun: float  # when the process was started, by time.perf_counter
    healthy: float  # when it first answered

    @property
    def worker(self) -> int | None:
        """The process number of its training worker."""
        children = children_of(self.pid)
        return children[0] if children else None


def free_port() -> int:
    """A port on which no server listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def get(host: str, path: str, seconds: float = PATIENCE_SECONDS) -> bytes:
    """The answer to a request.  Raises OSError."""
    with urllib.request.urlopen(f"http://{host}{path}", timeout=seconds) as answer:
        body: bytes = answer.read()
        return body


def received(host: str, path: str, seconds: float = PATIENCE_SECONDS) -> int:
    """The bytes of the answer to a request, none of which is kept.  Raises OSError."""
    with urllib.request.urlopen(f"http://{host}{path}", timeout=seconds) as answer:
        return sum(map(len, iter(lambda: answer.read(PIECE_BYTES), b"")))


@contextmanager
def app_served() -> Iterator[Served]:
    """The app as `streamlit run` serves it, with an empty store.

    Raises:
        RuntimeError: it does not answer.
    """
    port = free_port()
    host = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN), "--server.port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with subprocess.Popen(
            command,
            env=os.environ | {"XDG_CACHE_HOME": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                wait_for_answer(host, "/_stcore/health", process)
                yield Served(host, process.pid, begun, time.perf_counter())
            finally:
                end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a server to end; one that does not, because a client keeps its line open, is killed."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def wait_for_answer(
    host: str, path: str, process: subprocess.Popen[bytes], seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait until the server answers.  Raises RuntimeError if it ends, or is silent too long."""
    until = time.monotonic() + seconds
    while True:
        try:
            get(host, path)
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("The server does not answer.") from None
            time.sleep(0.02)
