"""One training a directory; the lock ends with its process, however that ends."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from face_training.ranks import Ranks
from face_training.run_lock import held

HOLDS = """
import os, pathlib, sys, time
from types import SimpleNamespace
from face_training.run_lock import held

with held(pathlib.Path(sys.argv[1]), SimpleNamespace(on_first=lambda take: take()), print):
    reader = os.fork()  # as a process that reads images, which may live a little longer
    if not reader:
        print("apart", flush=True)  # it has let the lock go
        time.sleep(60)
    print(reader, flush=True)
    time.sleep(60)
"""


def test_the_second_is_refused_and_told_who_holds_it(tmp_path):
    said = []
    with held(tmp_path / "run", Ranks(), said.append):
        with pytest.raises(ValueError, match="is in use: process") as refused, ExitStack() as stack:
            stack.enter_context(held(tmp_path / "run", Ranks(), said.append))
        assert f"process {os.getpid()} on " in str(refused.value)
        with held(tmp_path / "other", Ranks(), said.append):
            pass
    with held(tmp_path / "run", Ranks(), said.append):
        pass
    assert said == []


def test_it_ends_with_its_process(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path], stdout=subprocess.PIPE, text=True
    )
    said = {holder.stdout.readline().strip() for _ in range(2)}  # in any order
    reader = int(*(said - {"apart"}))
    try:
        with pytest.raises(ValueError, match=f"process {holder.pid} on .*, since 2"):
            held(tmp_path, Ranks(), print).__enter__()
        holder.kill()
        holder.wait()
        os.kill(reader, 0)  # it is still there
        with held(tmp_path, Ranks(), print):
            pass
    finally:
        holder.kill()
        os.kill(reader, signal.SIGKILL)
        holder.stdout.close()
        holder.wait()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a directory that takes no files")
def test_where_nothing_can_be_locked_it_says_so_and_goes_on():
    said = []
    with held(Path("/proc/self"), Ranks(), said.append):
        pass
    assert len(said) == 1
    assert said[0].startswith("/proc/self cannot be locked (")


def test_a_directory_that_cannot_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot hold a run"):
        held(tmp_path / "file" / "run", Ranks(), print).__enter__()
