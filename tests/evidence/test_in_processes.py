"""Jobs in one process and in several."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.in_processes import in_processes


def squared(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError(f"{number} is below 0.")
    return number**2, os.getpid()


def test_in_one_process_results_come_in_order_and_one_at_a_time() -> None:
    results = in_processes(squared, iter([3, 1, 2]))
    assert next(results) == (9, os.getpid())
    assert [square for square, _ in results] == [1, 4]


def test_several_processes_share_the_jobs() -> None:
    results = list(in_processes(squared, range(6), 2))
    assert sorted(square for square, _ in results) == [0, 1, 4, 9, 16, 25]
    assert os.getpid() not in {process for _, process in results}


def test_an_error_in_a_job_is_raised_here() -> None:
    with pytest.raises(ValueError, match="-1 is below 0"):
        list(in_processes(squared, [1, -1, 2], 2))
    with pytest.raises(ValueError, match="--processes is 1 or more, not 0"):
        next(in_processes(squared, [1], 0))


INTERRUPTED = """
import signal, sys, time
from pathlib import Path
from evidence.in_processes import in_processes

def long(job):
    Path(sys.argv[1], str(job)).touch()
    time.sleep(60)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    try:
        list(in_processes(long, range(4), 2))
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.skipif(os.name == "nt", reason="a terminal's Ctrl-C reaches all of a process group")
def test_ctrl_c_ends_all_processes_at_once_and_without_their_tracebacks(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED)
    begun = tmp_path / "begun"
    begun.mkdir()
    process = subprocess.Popen(
        [sys.executable, str(script), str(begun)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 50
    while len(list(begun.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    printed, errors = process.communicate(timeout=30)
    assert (printed, errors) == ("stopped\n", "")
    assert len(list(begun.iterdir())) == 2
