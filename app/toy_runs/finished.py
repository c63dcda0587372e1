"""Finished runs: the newest in memory, all of them in the store."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict

from app.toy_runs.store import Store
from toy_models.config import RunConfig
from toy_models.record import Run

REMEMBERED = 8  # runs that need not be read again; their frames lie in the scratch file

_log = logging.getLogger(__name__)


class FinishedRuns:
    """Runs by their config, from memory or from the store."""

    def __init__(self, store: Store, remembered: int = REMEMBERED) -> None:
        """None in memory yet."""
        self.store = store
        self._remembered = remembered
        self._lock = threading.Lock()
        self._reading = threading.Lock()  # the store
        self._runs: OrderedDict[RunConfig, Run] = OrderedDict()  # the most recently used last

    def get(self, config: RunConfig) -> Run | None:
        """The run of this config; None if it has to be trained."""
        if (known := self._known(config)) is not None:
            return known
        with self._reading:  # a class that comes all at once reads the file once
            if (known := self._known(config)) is not None:
                return known
            run = self.store.get(config)
            if run is not None:
                self.remember(run)
            return run

    def find(self, digest: str) -> Run | None:
        """The run whose config has this digest.  Raises ValueError if it is no digest."""
        with self._lock:
            for config, known in self._runs.items():
                if config.digest == digest:
                    return known
        run = self.store.find(digest)
        if run is not None:
            self.remember(run)
        return run

    def remember(self, run: Run) -> None:
        """Keep it in memory, and drop the least recently used beyond the limit."""
        with self._lock:
            self._runs[run.config] = run
            self._runs.move_to_end(run.config)
            while len(self._runs) > self._remembered:
                self._runs.popitem(last=False)

    def keep(self, run: Run, record: bytes) -> None:
        """Keep a new run in memory and, as `record`, in the store if that can be written."""
        self.remember(run)
        try:
            self.store.put(run.config, record)
        except OSError as error:
            _log.warning("A finished run could not be stored: %s", error)

    def _known(self, config: RunConfig) -> Run | None:
        with self._lock:
            if config in self._runs:
                self._runs.move_to_end(config)
            return self._runs.get(config)
