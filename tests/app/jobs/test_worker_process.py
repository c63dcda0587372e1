"""The process of the worker: nothing but messages, and an end with its pool."""

from __future__ import annotations

import io
import os
import subprocess
import sys

from app.jobs.messages import receive, send
from app.jobs.worker_process import NICENESS, warm_up
from tests.app.jobs.test_worker import UNDER_WAY, record_in, train
from tests.app.runs import SMALL, assert_same_run, run_of


def test_the_process_says_nothing_but_messages_and_ends_with_its_pool() -> None:
    """A library that prints is heard on standard error; the end of the input is the end.

    The process gives way to others: the tests are as low as it could go, so it is asked.
    """
    code = (
        "import os, sys\n"
        "os.nice = lambda more: print(f'nicer-by-{more}', file=sys.stderr)\n"
        "from app.jobs.worker_process import main\n"
        "def warm_up():\n"
        "    print('printed')\n"
        "    os.system('echo echoed')\n"
        "main(warm_up)\n"
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
        said = set(process.stderr.read().decode().split())
        assert {"printed", "echoed", f"nicer-by-{NICENESS}"} <= said


def test_the_warm_up_leaves_no_trace() -> None:
    before = run_of(SMALL)
    run_of.cache_clear()
    warm_up()
    assert_same_run(run_of(SMALL), before)
