"""Pieces of work in processes of their own, which get ready at once and are then timed in turns.

Getting ready (compiling, above all) uses the processor, so several do it at the same time; while
one is timed, the others wait.  One that fails, or is not ready in time, takes nobody with it.

The process that works is this file: it reads commands, a line each, and answers with JSON.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

from benchmarks.harness.timing import clock_of

ROOT = Path(__file__).parents[2]
Facts = dict[str, Any]


class Contest(Protocol):
    """What a process does; `make` of a contestant gives it."""

    device: str

    def ready(self) -> Facts:
        """Warm up until every further step is like the last; what to know about it."""

    def step(self) -> object:
        """The work that is timed."""

    def tell(self, question: str) -> Facts:
        """Anything else; afterwards the contestant still works."""


@dataclass
class Contestant:
    """The parent's side of a process.

    Attributes:
        make: "module:function" that gives the contest, called with `arguments` in the process.
        problem: why it is out, or "".
    """

    name: str
    make: str
    arguments: Mapping[str, Any]
    environment: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def start(self) -> Contestant:
        """Start the process; it begins to get ready."""
        self._errors: IO[bytes] = TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, self.make, json.dumps(dict(self.arguments))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True,
            cwd=ROOT, env={**os.environ, **self.environment},
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        return self

    def ask(self, command: str, seconds: float) -> Facts | None:
        """The answer; None if there is none in time, or the process failed."""
        if self.problem:
            return None
        try:
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(command + "\n")
            self._process.stdin.flush()
            answer = self._answers.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            self.end(f"no answer to {command!r} in time")
            return None
        except OSError:
            answer = ""
        if not answer:
            self.end(self._last_error())
            return None
        found: Facts = json.loads(answer)
        return found

    def end(self, problem: str = "ended") -> None:
        """End the process and release what it holds."""
        self.problem = self.problem or problem
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._listener.join(5)  # whoever still holds its output is not waited for
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._errors.close()
        self._process = None

    def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._answers.put(line)
        self._answers.put("")

    def _last_error(self) -> str:
        assert self._process is not None
        self._process.wait()
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(size - 3000, 0))
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return " / ".join(lines[-3:]) or f"ended with {self._process.returncode}"


def when_ready(one: Contestant, facts: Facts | None) -> str:
    """A line for a process that is ready, or out."""
    if facts is None:
        return f"{one.name}: out. {one.problem}"
    first = f", first step {facts['first_step']:.1f} s" if "first_step" in facts else ""
    waits = f", not captured: {facts['hindrance']}" if facts.get("hindrance") else ""
    return f"{one.name}: ready after {facts.get('seconds', 0):.1f} s{first}{waits}"


def get_ready(
    contestants: Sequence[Contestant], seconds: Callable[[], float], after: Mapping[str, str]
) -> Iterator[tuple[Contestant, Facts | None]]:
    """Start them all, at once; each when it is ready, with what it says, or when it is out.

    Args:
        contestants: with different names.
        seconds: how many are left.
        after: the name of a contestant, to that of another which must be ready before it starts.
    """
    done: queue.Queue[tuple[Contestant, Facts | None]] = queue.Queue()
    ready = {one.name: threading.Event() for one in contestants}

    def prepare(one: Contestant) -> None:
        try:
            first = ready.get(after.get(one.name, ""))
            if first and not first.wait(seconds()):
                one.problem = f"{after[one.name]!r} took all the time"
                done.put((one, None))
                return
            done.put((one, one.start().ask("ready", seconds())))
        finally:
            ready[one.name].set()

    for one in contestants:
        threading.Thread(target=prepare, args=(one,), daemon=True).start()
    return (done.get() for _ in contestants)


def made(make: str, arguments: Mapping[str, Any]) -> Contest:
    """The contest of a contestant."""
    module, function = make.split(":")
    contest: Contest = getattr(importlib.import_module(module), function)(**arguments)
    return contest


def answer(contest: Contest, command: str) -> Facts:
    """What a contest says to a command."""
    first, _, rest = command.partition(" ")
    if first == "ready":
        return contest.ready()
    if first != "steps":
        return contest.tell(command)
    clock = clock_of(contest.device, 0)
    begin = clock()
    for _ in range(int(rest)):
        contest.step()
    return {"seconds": (clock() - begin) / int(rest)}


def _work(make: str, arguments: str, commands: IO[str], answers: IO[str]) -> None:
    start = time.perf_counter()
    contest = made(make, json.loads(arguments))
    for line in commands:
        facts = answer(contest, line.strip())
        since = {"seconds": time.perf_counter() - start} if line.strip() == "ready" else {}
        print(json.dumps(since | facts), file=answers, flush=True)


if __name__ == "__main__":
    to_parent = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints does not disturb the answers
    _work(sys.argv[1], sys.argv[2], sys.stdin, to_parent)
