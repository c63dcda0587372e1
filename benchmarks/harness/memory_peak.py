"""The most memory that another process uses for a while."""

from __future__ import annotations

import threading

from benchmarks.harness.processes import megabytes

LOOK_SECONDS = 0.1  # from one look to the next


class Peak:
    """The most memory of a process until `stop`, in MB."""

    def __init__(self, pid: int) -> None:
        """Begin to look."""
        self._pid, self.most = pid, 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.most = max(self.most, megabytes(self._pid))

    def stop(self) -> float:
        """Look no longer."""
        self._over.set()
        self._looking.join()
        return self.most
