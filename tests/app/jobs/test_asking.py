"""Questions about a sample: the worker answers between its turns, the pool waits for so long."""

from __future__ import annotations

import io
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from app.jobs import Limits, Pool, State, Store
from app.jobs.asking import AWAY
from app.jobs.messages import receive
from app.jobs.worker import Worker
from tests.app.jobs.long_jobs import Processes
from tests.app.runs import assert_same_run, small_config, wait_until
from toy_models.config import LossChoice
from toy_models.explanation import Explanation, explain
from toy_models.gentle import gentle

SV = gentle("sv_arc_softmax")
COS = [0.2, 0.7, -0.4]
BUSY = "The trainer is busy and did not answer within 0.05 seconds; try again."


def asked(**changes: Any) -> dict[str, Any]:
    question = {"loss": SV.name, "parameters": SV.parameters, "cos": COS, "label": 0, "norm": 1.0}
    return {"kind": "explain", "job": "question 7", "question": question | changes}


def answers(*messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What a worker without a job says to these messages."""
    inbox: Queue[dict[str, Any] | None] = Queue()
    for message in (*messages, None):
        inbox.put(message)
    out = io.BytesIO()
    Worker(inbox, out).serve()
    sent = io.BytesIO(out.getvalue())
    return [receive(sent)[0] for _ in messages]


def test_the_worker_answers_with_the_explanation() -> None:
    (answer,) = answers(asked())
    assert (answer["kind"], answer["job"]) == ("explained", "question 7")
    assert Explanation.from_json(answer["explanation"]) == explain(SV, COS, 0, 1.0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label": 3}, "Class 3 cannot be explained among 3 classes."),
        ({"loss": "none"}, "Unknown loss 'none'."),
        ({"parameters": [["t", 9.0]]}, "sv_arc_softmax t must be 1 to 2"),
        ({"cos": 5}, "The answer failed unexpectedly: TypeError: "),
    ],
)
def test_a_bad_question_gets_a_sentence_and_the_worker_goes_on(
    changes: dict[str, Any], sentence: str
) -> None:
    bad, good = answers(asked(**changes), asked())
    assert bad["kind"] == "puzzled"
    assert bad["why"].startswith(sentence)
    assert good["kind"] == "explained"


def test_a_broken_question_gets_a_sentence() -> None:
    (answer,) = answers({"kind": "explain", "job": "1", "question": {}})
    assert answer["kind"] == "puzzled"


def test_the_pool_has_it_from_the_worker(pool: Pool) -> None:
    composed = LossChoice.of("composed", f="arc", g="focal", h="sv", t=1.2, margin=0.2)
    for choice in (SV, composed, gentle("elasticface"), gentle("mv_am_softmax")):
        assert pool.explain(choice, COS, 1, 2.0, timeout=60) == explain(choice, COS, 1, 2.0)


def test_what_cannot_be_explained_is_the_workers_sentence(pool: Pool) -> None:
    with pytest.raises(ValueError, match=r"^Class 5 cannot be explained among 3 classes\.$"):
        pool.explain(SV, COS, 5, 1.0, timeout=60)


def test_the_record_so_far_of_a_job_that_stands(pool: Pool) -> None:
    job = pool.submit(small_config(501, steps=100_000, kept=1000))
    wait_until(lambda: job.step > 20, "some steps")
    pool.pause(job)
    record = pool.so_far(job, timeout=60)
    assert record.steps_K[-1] == job.step
    assert record.config == job.config
    assert pool.so_far(job, timeout=60).steps_K.tolist() == record.steps_K.tolist()
    pool.stop(job)
    assert job.ended.wait(60)
    assert job.result
    assert_same_run(job.result, record)
    with pytest.raises(ValueError, match=r"^This training is not under way\.$"):
        pool.so_far(job, timeout=60)


def test_it_is_answered_while_others_train(pool: Pool) -> None:
    job = pool.submit(small_config(500, steps=100_000))
    wait_until(lambda: job.step, "a long job under way")
    assert pool.explain(SV, COS, 0, 1.0, timeout=60) == explain(SV, COS, 0, 1.0)
    assert job.state is State.TRAINING
    pool.stop(job)
    assert job.ended.wait(60)


def test_many_sessions_get_each_their_own_answer(pool: Pool) -> None:
    def of(k: int) -> bool:
        cos = [k / 100, 0.5, -0.5]
        return pool.explain(SV, cos, 0, 1.0, timeout=60).cosine_C == cos

    with ThreadPoolExecutor(8) as sessions:
        assert all(sessions.map(of, range(40)))


SILENT = "import time; time.sleep(60)"
WARM = (
    "import sys\n"
    "from app.jobs.messages import send\n"
    "send(sys.stdout.buffer, kind='ready')\n"
    f"{SILENT}"
)


def with_worker(tmp_path: Path, code: str, limits: Limits | None = None) -> Pool:
    """A pool with this program for a worker."""
    spawn = Processes(sys.executable, "-c", code).start
    return Pool(Store(tmp_path / "runs", shipped=None), limits, spawn)


def test_no_answer_in_time_is_a_sentence(tmp_path: Path) -> None:
    pool = with_worker(tmp_path, SILENT)
    with pytest.raises(ValueError, match="busy") as refused:
        pool.explain(SV, COS, 0, 1.0, timeout=0.05)
    assert str(refused.value) == BUSY
    pool.close()


def test_a_worker_that_is_cold_is_given_more_time(tmp_path: Path) -> None:
    limits = Limits(patience_seconds=0.1, cold_seconds=0.2)
    pool = with_worker(tmp_path, WARM, limits)
    with pytest.raises(ValueError, match=r"within 0\.2 seconds"):
        pool.explain(SV, COS, 0, 1.0)
    wait_until(lambda: pool.worker_pid, "a worker that is ready")
    with pytest.raises(ValueError, match=r"within 0\.1 seconds"):
        pool.explain(SV, COS, 0, 1.0)
    pool.close()


def test_an_answer_that_comes_too_late_is_dropped(pool: Pool) -> None:
    with pytest.raises(ValueError, match=r"within 0 seconds"):
        pool.explain(SV, COS, 0, 1.0, timeout=0)
    assert pool.explain(SV, COS, 0, 1.0, timeout=60) == explain(SV, COS, 0, 1.0)


def test_a_worker_that_goes_is_a_sentence(tmp_path: Path) -> None:
    pool = with_worker(tmp_path, "import sys; sys.stdin.buffer.read(1)")
    with pytest.raises(ValueError, match="not running") as refused:
        pool.explain(SV, COS, 0, 1.0, timeout=60)
    assert str(refused.value) == AWAY
    pool.close()


def test_a_pool_that_is_closed_or_has_no_worker_says_so(asleep: Pool, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not running"):
        asleep.explain(SV, COS, 0, 1.0)
    closed = Pool(Store(tmp_path / "runs", shipped=None))
    closed.close()
    with pytest.raises(ValueError, match="not running"):
        closed.explain(SV, COS, 0, 1.0)
