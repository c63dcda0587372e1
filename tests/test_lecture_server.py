"""The page for those who run a server: tests hold its sentences, and its container file works."""

from __future__ import annotations

import ast
import http.server
import json
import os
import re
import shlex
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.server_limits import CONFIG
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Table

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "lecture_server.md").read_text()
CONTAINER = (ROOT / "Dockerfile").read_text()
HELD = re.findall(r"<!-- held by (\S+)::(\w+) -->", PAGE)


@pytest.mark.parametrize(("file", "test"), HELD)
def test_the_tests_that_it_names_are_there(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_it_names_some() -> None:
    assert len(HELD) > 10
    assert PAGE.count("held by") == len(HELD)


def test_the_start_asks_nobody_for_the_address_of_this_machine() -> None:
    """Streamlit asks, unless it is given one."""
    assert tomllib.loads(CONFIG.read_text())["browser"]["serverAddress"] == "localhost"


def test_a_run_on_a_table_holds_the_table() -> None:
    text = "height,label\n" + "".join(f"{k},{'ab'[k % 2]}\n" for k in range(8))
    config = RunConfig(data=Table(text=text), losses=(LossChoice.of("norm_softmax"),))
    assert json.loads(config.to_json())["data"]["text"] == text


def test_the_container_starts_what_the_page_starts() -> None:
    command = json.loads(re.search(r"^CMD (\[.*\])$", CONTAINER, re.MULTILINE)[1])  # type: ignore[index]
    assert command[:3] == ["streamlit", "run", "app/main.py"]
    assert f"    {' '.join(command[:4])} " in PAGE
    for name in ("XDG_CACHE_HOME=/stored", "FACE_RUNS=/runs"):
        assert name in CONTAINER
    assert "-r requirements.txt" in CONTAINER


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What is asked on the port of the container."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200 if len(paths) < 3 else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        paths.append(str(server.server_port))
        yield paths
        server.shutdown()


def test_the_container_asks_itself_whether_it_is_well(asked: list[str]) -> None:
    line = re.search(r"^HEALTHCHECK .*? CMD (.*)$", CONTAINER, re.MULTILINE)
    assert line
    python, option, code = shlex.split(line[1])
    assert (python, option) == ("python", "-c")
    port = asked.pop()
    statuses = [
        subprocess.run(
            [sys.executable, option, code.replace("8501", port)],
            env=os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": path},
            capture_output=True,
            check=False,
        ).returncode
        for path in ("", "/lectures/faces/", "")
    ]
    assert asked == ["/_stcore/health", "/lectures/faces/_stcore/health", "/_stcore/health"]
    assert statuses == [0, 0, 1]
