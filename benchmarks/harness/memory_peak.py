"""The most memory that other processes use for a while."""

from __future__ import annotations

import threading

from benchmarks.harness.processes import megabytes

LOOK_SECONDS = 0.1  # from one look to the next


class Peak:
    """The most memory of a process, or of several together, until `stop`, in MB."""

    def __init__(self, *pids: int | None) -> None:
        """Begin to look.  What several processes share is counted for each of them."""
        self._pids, self.most = pids, 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.most = max(self.most, sum(map(megabytes, self._pids)))

    def stop(self) -> float:
        """Look no longer."""
        self._over.set()
        self._looking.join()
        return self.most
