"""Memory that is free goes back to the system.

The C library keeps what a program has freed, for the program's next need: a worker that has once
trained twenty jobs would stay as large as it was then, and so would the server.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc


def give_back() -> None:
    """Collect what is in cycles, and hand free pages to the system where the C library can."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):  # it is not glibc
        ctypes.CDLL(None).malloc_trim(0)
