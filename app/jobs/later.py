"""Work that is done some time later, in a thread that does not keep the process alive."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


def later(seconds: float, work: Callable[..., None], *arguments: Any) -> None:
    """Call it after so many seconds."""
    timer = threading.Timer(seconds, work, arguments)
    timer.daemon = True
    timer.start()
