"""One process at a time; the lock ends with its process, however that ends."""

import os
import signal
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from face_training.file_lock import FileLock, InUse

HOLDS = """
import os, pathlib, sys, time
from face_training.file_lock import FileLock

FileLock(pathlib.Path(sys.argv[1])).take(print)
ready, begun = os.pipe()
reader = os.fork()  # as a process that reads images, which may live a little longer
if not reader:
    os.write(begun, b".")  # it has let the lock go
    time.sleep(60)
os.read(ready, 1)
print(reader, flush=True)
time.sleep(60)
"""


def test_it_ends_with_its_process(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, file], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    reader = int(holder.stdout.readline())
    try:
        with pytest.raises(InUse, match=f"process {holder.pid} on .*, since 2"):
            FileLock(file).take(print)
        holder.kill()
        holder.wait()
        os.kill(reader, 0)  # it is still there
        lock = FileLock(file)
        lock.take(print)
        lock.release()
    finally:
        holder.kill()
        os.kill(reader, signal.SIGKILL)
        holder.stdout.close()
        holder.wait()


def test_nothing_is_left_of_a_lock_that_was_let_go(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    lock.take(print)
    lock.release()
    gone = weakref.ref(lock)
    del lock
    assert gone() is None


def test_a_file_that_is_left_behind_means_nothing(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text('{"process": 1}')
    lock, said = FileLock(tmp_path / "lock"), list[str]()
    lock.take(said.append)
    lock.release()
    assert (said, (tmp_path / "lock").read_text()) == ([], "")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a directory that takes no files")
def test_where_nothing_can_be_locked_it_says_so_and_goes_on() -> None:
    said: list[str] = []
    FileLock(Path("/proc/self/lock")).take(said.append)
    assert len(said) == 1
    assert said[0].startswith("/proc/self cannot be locked (")
