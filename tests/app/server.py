"""The app's own server, in a process of its own, for the tests in a browser."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import app
from tests.app.runs import wait_until

MAIN = Path(app.__file__).with_name("main.py")


@contextlib.contextmanager
def app_server(folder: Path, path: str = "") -> Iterator[str]:
    """Where it answers.

    Args:
        folder: of its log and its cache.
        path: below which it is served, `server.baseUrlPath`; begins with a slash.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}{path}"
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN)]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    if path:
        options += ["--server.baseUrlPath", path]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*command, *options],
            env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")},
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as server,
    ):

        def healthy() -> bool:
            assert server.poll() is None, (folder / "log").read_text()
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        try:
            wait_until(healthy, "a server that answers")
            yield address
        finally:
            server.terminate()
            server.wait(30)
