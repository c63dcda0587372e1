"""Memory that is free goes back to the system.

The C library keeps what a program has freed, for the program's next need: a worker that has once
trained twenty jobs would stay as large as it was then, and so would the server.  With each large
piece that is freed it also raises the size up to which it keeps pieces; small pieces that are still
in use between those then keep whole runs in memory.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc

LARGE_BYTES = 2**20
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h


def keep_nothing_large() -> None:
    """From now on each large piece goes back when it is freed; for a program with few of them."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # it is not glibc
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE_BYTES)


def give_back() -> None:
    """Collect what is in cycles, and hand free pages to the system where the C library can."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):  # it is not glibc
        ctypes.CDLL(None).malloc_trim(0)
