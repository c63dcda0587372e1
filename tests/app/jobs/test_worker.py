"""The worker: turns for each job, a sentence for each failure, and an end with its pool."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from queue import Queue
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.jobs import running, worker
from app.jobs.messages import receive, send
from app.jobs.running import Running
from app.jobs.worker import Worker
from tests.app.runs import SMALL, assert_same_run, flat, run_of, small_config
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.gentle import gentle
from toy_models.record import Run
from toy_models.training import Diverged, Training, kept_steps

UNDER_WAY = ("opened", "progress")
Sent = list[tuple[dict[str, Any], dict[str, np.ndarray]]]
ONE_CLASS = Table(text="x,label\n" + "1,a\n" * 8)


def train(config: RunConfig) -> dict[str, str]:
    return {"kind": "train", "job": config.digest, "config": config.to_json()}


def sent_to(out: io.BytesIO) -> Sent:
    out.seek(0)
    sent = []
    while out.tell() < len(out.getvalue()):
        sent.append(receive(out))
    return sent


def record_in(arrays: dict[str, np.ndarray]) -> Run:
    return Run.load(io.BytesIO(arrays["record"].tobytes()))


def serve(*messages: dict[str, str], until: int) -> Sent:
    """What a worker with these messages sends; it is dismissed after so many last words."""

    class Out(io.BytesIO):
        def flush(self) -> None:
            kinds = [message["kind"] for message, _ in sent_to(io.BytesIO(self.getvalue()))]
            if kinds[-1] not in UNDER_WAY and sum(kind not in UNDER_WAY for kind in kinds) == until:
                inbox.put(None)

    inbox: Queue[dict[str, str] | None] = Queue()
    for message in messages:
        inbox.put(message)
    out = Out()
    Worker(inbox, out).serve()
    return sent_to(io.BytesIO(out.getvalue()))


def last_words(sent: Sent) -> dict[str, dict[str, Any]]:
    return {message["job"]: message for message, _ in sent if message["kind"] not in UNDER_WAY}


@pytest.fixture
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step a turn."""

    def take_turn(running: Running, seconds: float) -> None:
        if not running.idle:
            running.advance()

    monkeypatch.setattr(Running, "take_turn", take_turn)


def test_a_job_is_trained_as_it_would_be_without_a_worker() -> None:
    sent = serve(train(SMALL), until=1)
    message, arrays = sent[-1]
    assert message["kind"] == "finished"
    assert message["job"] == SMALL.digest
    result = record_in(arrays)
    assert result.stopped is False
    assert_same_run(result, flat())


def test_jobs_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, advance = [0.0], Running.advance

    def timed(one: Running) -> None:
        clock[0] += running.TURN_SECONDS / 2
        advance(one)

    monkeypatch.setattr(Running, "advance", timed)
    monkeypatch.setattr(running, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    configs = [small_config(seed) for seed in (1, 2, 3)]
    sent = serve(*(train(config) for config in configs), until=3)
    jobs = [message["job"] for message, _ in sent if message["kind"] == "progress"]
    assert jobs[:6] == [config.digest for config in configs] * 2


@pytest.mark.usefixtures("short_turns")
def test_progress_is_sent_after_every_turn() -> None:
    sent = serve(train(SMALL), until=1)
    steps = [message["step"] for message, _ in sent if message["kind"] == "progress"]
    assert steps == list(range(1, SMALL.steps + 1))


@pytest.mark.usefixtures("short_turns")
def test_a_short_job_is_done_before_a_long_one_that_came_first() -> None:
    long, short = small_config(1, steps=30), small_config(2, steps=5)
    sent = serve(train(long), train(short), until=2)
    assert list(last_words(sent)) == [short.digest, long.digest]
    before = [message for message, _ in sent[: [m["kind"] for m, _ in sent].index("finished")]]
    assert max(m.get("step", 0) for m in before if m["job"] == long.digest) == 5


@pytest.mark.usefixtures("short_turns")
def test_a_stopped_job_gives_the_frames_so_far() -> None:
    """It is stopped by a message that comes while it trains."""
    config = small_config(1, steps=1000, kept=60)
    inbox: Queue[dict[str, str] | None] = Queue()

    class Out(io.BytesIO):
        def flush(self) -> None:
            if b'"step": 70,' in self.getvalue() and inbox.empty():
                inbox.put({"kind": "stop", "job": config.digest})
                inbox.put({"kind": "stop", "job": "unknown"})
                inbox.put(None)

    inbox.put(train(config))
    out = Out()
    Worker(inbox, out).serve()
    message, arrays = sent_to(io.BytesIO(out.getvalue()))[-1]
    assert message["kind"] == "finished"
    result = record_in(arrays)
    assert result.stopped is True
    assert result.steps_K.tolist() == [step for step in kept_steps(config) if step <= 70]


def failing(error: Exception) -> Callable[[Training], None]:
    def advance(training: Training) -> None:
        if training.config.seed == 1:
            raise error
        training.step += 1

    return advance


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            Diverged("Training stopped at step 1: so it is."),
            "Training stopped at step 1: so it is.",
        ),
        (
            MemoryError(),
            "There is not enough memory for this run; choose less data or classes.",
        ),
        (KeyError("k"), "The training failed unexpectedly: KeyError: 'k'"),
    ],
)
def test_what_goes_wrong_ends_one_job_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    monkeypatch.setattr(Training, "advance", failing(error))
    bad, good = small_config(1), small_config(2)
    words = last_words(serve(train(bad), train(good), until=2))
    assert words[bad.digest]["kind"] == "failed"
    assert words[bad.digest]["why"] == sentence
    assert words[good.digest]["kind"] == "finished"


def test_data_that_cannot_be_used_fail_with_the_sentence_of_the_data() -> None:
    config = replace(SMALL, data=ONE_CLASS)
    words = last_words(serve(train(config), train(SMALL), until=2))
    assert words[config.digest]["kind"] == "failed"
    assert words[config.digest]["why"] == (
        "Column 'label' has one class only; two or more are needed."
    )
    assert words[SMALL.digest]["kind"] == "finished"


def test_a_config_that_is_none_fails_with_a_sentence() -> None:
    sent = serve({"kind": "train", "job": "1", "config": "no config"}, until=1)
    assert sent[-1][0]["kind"] == "failed"
    assert sent[-1][0]["why"].startswith("The configuration is not JSON")


def test_a_run_that_diverges_fails_with_step_and_loss() -> None:
    config = small_config(1, (gentle("softmax"),), learning_rate=10.0, optimiser="sgd")
    words = last_words(serve(train(config), until=1))[config.digest]
    assert words["kind"] == "failed"
    assert words["why"].startswith("Training stopped at step ")
    assert "Softmax (inner product) met a number that is not finite in" in words["why"]


def test_the_process_says_nothing_but_messages_and_ends_with_its_pool() -> None:
    """A library that prints is heard on standard error; the end of the input is the end."""
    code = (
        "import os\n"
        "from app.jobs import worker\n"
        "def warm_up():\n"
        "    print('printed')\n"
        "    os.system('echo echoed')\n"
        "worker.warm_up = warm_up\n"
        "worker.main()\n"
    )
    inbox = io.BytesIO()
    send(inbox, **train(SMALL))
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        assert receive(process.stdout)[0]["kind"] == "ready"
        if hasattr(os, "getpriority"):
            niceness = os.getpriority(os.PRIO_PROCESS, process.pid)
            own = os.getpriority(os.PRIO_PROCESS, 0)
            assert niceness == min(19, own + worker.NICENESS)
        process.stdin.write(inbox.getvalue())
        process.stdin.flush()
        message, arrays = {"kind": "progress"}, {}
        while message["kind"] in UNDER_WAY:
            message, arrays = receive(process.stdout)
        assert message["kind"] == "finished"
        assert_same_run(record_in(arrays), run_of(SMALL))
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stdout.read() == b""
        assert {"printed", "echoed"} <= set(process.stderr.read().decode().split())


def test_the_warm_up_leaves_no_trace() -> None:
    before = run_of(SMALL)
    run_of.cache_clear()
    worker.warm_up()
    assert_same_run(run_of(SMALL), before)


@pytest.mark.usefixtures("short_turns")
def test_memory_is_given_back_once_when_the_last_job_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[int] = []
    inbox: Queue[dict[str, str] | None] = Queue()
    out = io.BytesIO()
    monkeypatch.setattr(worker, "give_back", lambda: (given.append(1), inbox.put(None)))
    for seed in (1, 2):
        inbox.put(train(small_config(seed)))
    Worker(inbox, out).serve()
    ended = [message["kind"] for message, _ in sent_to(out)].count("finished")
    assert (given, ended) == ([1], 2)
