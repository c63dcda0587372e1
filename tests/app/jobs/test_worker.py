"""The worker: turns for each job, a sentence for each failure, and an end with its pool."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from queue import Queue
from typing import Any

import numpy as np
import pytest

from app.jobs import worker
from app.jobs.messages import receive
from app.jobs.running import TURN_SECONDS, Running
from app.jobs.worker import Worker
from tests.app.runs import SMALL, assert_same_run, flat, small_config
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


def serve(
    *messages: dict[str, str], until: int, begin: Callable[[RunConfig], Running] = worker.begin
) -> Sent:
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
    Worker(inbox, out, begin=begin).serve()
    return sent_to(io.BytesIO(out.getvalue()))


def last_words(sent: Sent) -> dict[str, dict[str, Any]]:
    return {message["job"]: message for message, _ in sent if message["kind"] not in UNDER_WAY}


class ShortTurns(Running):
    """A job that makes one step a turn."""

    def take_turn(self, seconds: float = 0) -> None:
        if not self.idle:
            self.advance()


def short_turns(config: RunConfig) -> Running:
    return ShortTurns(Training(config))


def test_a_job_is_trained_as_it_would_be_without_a_worker() -> None:
    sent = serve(train(SMALL), until=1)
    message, arrays = sent[-1]
    assert message["kind"] == "finished"
    assert message["job"] == SMALL.digest
    result = record_in(arrays)
    assert result.stopped is False
    assert_same_run(result, flat())


def test_jobs_take_turns() -> None:
    clock = [0.0]

    class Timed(Running):
        def advance(self) -> None:
            clock[0] += TURN_SECONDS / 2
            super().advance()

    def begin(config: RunConfig) -> Running:
        return Timed(Training(config), clock=lambda: clock[0])

    configs = [small_config(seed) for seed in (1, 2, 3)]
    sent = serve(*(train(config) for config in configs), until=3, begin=begin)
    jobs = [message["job"] for message, _ in sent if message["kind"] == "progress"]
    assert jobs[:6] == [config.digest for config in configs] * 2


def test_progress_is_sent_after_every_turn() -> None:
    sent = serve(train(SMALL), until=1, begin=short_turns)
    steps = [message["step"] for message, _ in sent if message["kind"] == "progress"]
    assert steps == list(range(1, SMALL.steps + 1))


def test_a_short_job_is_done_before_a_long_one_that_came_first() -> None:
    long, short = small_config(1, steps=30), small_config(2, steps=5)
    sent = serve(train(long), train(short), until=2, begin=short_turns)
    assert list(last_words(sent)) == [short.digest, long.digest]
    before = [message for message, _ in sent[: [m["kind"] for m, _ in sent].index("finished")]]
    assert max(m.get("step", 0) for m in before if m["job"] == long.digest) == 5


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
    Worker(inbox, out, begin=short_turns).serve()
    message, arrays = sent_to(io.BytesIO(out.getvalue()))[-1]
    assert message["kind"] == "finished"
    result = record_in(arrays)
    assert result.stopped is True
    assert result.steps_K.tolist() == [step for step in kept_steps(config) if step <= 70]


def failing(error: Exception) -> Callable[[RunConfig], Running]:
    """Jobs with seed 1 fail with this error at their first step."""

    class Failing(Training):
        def advance(self) -> None:
            if self.config.seed == 1:
                raise error
            super().advance()

    return lambda config: Running(Failing(config))


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
def test_what_goes_wrong_ends_one_job_with_a_sentence(error: Exception, sentence: str) -> None:
    bad, good = small_config(1), small_config(2)
    words = last_words(serve(train(bad), train(good), until=2, begin=failing(error)))
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


def test_memory_is_given_back_when_a_job_has_ended_and_when_the_last_has() -> None:
    given: list[int] = []
    inbox: Queue[dict[str, str] | None] = Queue()
    out = io.BytesIO()

    def give_back() -> None:
        given.append(1)
        if len(given) == 3:
            inbox.put(None)

    for seed in (1, 2):
        inbox.put(train(small_config(seed)))
    Worker(inbox, out, begin=short_turns, give_back=give_back).serve()
    ended = [message["kind"] for message, _ in sent_to(out)].count("finished")
    assert (len(given), ended) == (3, 2)


def test_a_change_that_cannot_be_is_refused_and_the_training_goes_on() -> None:
    asked = {"kind": "set", "job": SMALL.digest, "name": "centres", "value": 3.0, "losses": [0]}
    out, inbox = io.BytesIO(), Queue[dict[str, Any] | None]()
    for message in (train(SMALL), asked, {"kind": "stop", "job": SMALL.digest}, None):
        inbox.put(message)
    Worker(inbox, out).serve()
    sent = {message["kind"]: message for message, _ in sent_to(out)}
    assert sent["refused"]["why"].startswith("The number of centres stays as it is")
    assert "finished" in sent
    assert "failed" not in sent
