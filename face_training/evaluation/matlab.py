"""Matlab files, in which old protocols keep their lists.

The reader of this format believes what a file says of itself: cells within cells without end break
off the whole process, and a text of 10^9 letters is made before a letter is read.  So a process of
its own, with little time and memory, reads each file first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scipy.io import loadmat

SECONDS, GIB = 60, 4  # of the trial, of one processor; real lists take less than a second
WAITED = 600  # seconds for it on a busy machine
_TRIAL = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]) << 30,) * 2)
except ImportError:
    pass  # a system without such limits
from scipy.io import loadmat
with open(sys.argv[1], "rb") as file:
    loadmat(file)
"""
#: What a file with other content raises while its variables are looked through.
_OTHER = (NotImplementedError, LookupError, ValueError, TypeError, AttributeError, OverflowError)


@contextmanager
def matlab(path: Path, content: str, seconds: int = SECONDS) -> Iterator[dict[str, Any]]:
    """The variables of a file by name, to be read inside the `with`.

    Args:
        path: of the file.
        content: what the file should hold, for the message of an error.
        seconds: of one processor that a first reading may take.

    Raises:
        ValueError: it cannot be read, or reading inside the `with` fails.
    """
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        if not _can_be_read(path, seconds):
            raise ValueError
        with path.open("rb") as file:
            yield loadmat(file)
    except _OTHER:
        raise ValueError(f"{path} is no Matlab file with {content}.") from None


def _can_be_read(path: Path, seconds: int) -> bool:
    """Whether a process with such limits comes to the end of the file."""
    command = [sys.executable, "-c", _TRIAL, str(path), str(seconds), str(GIB)]
    try:
        return not subprocess.run(command, capture_output=True, timeout=WAITED).returncode
    except subprocess.TimeoutExpired:
        return False
