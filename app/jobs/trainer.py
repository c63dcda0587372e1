"""The worker's process, as the pool sees it."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from app.jobs.messages import receive, send
from toy_models.record import Array

COMMAND = (sys.executable, "-m", "app.jobs.worker_process")

_log = logging.getLogger(__name__)


def spawn_worker() -> subprocess.Popen[bytes]:
    """Start the process of the worker."""
    return subprocess.Popen(
        COMMAND,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


class Trainer:
    """One worker process at a time.  Its owner holds a lock of its own around every call."""

    def __init__(
        self,
        spawn: Callable[[], subprocess.Popen[bytes]] | None,
        take: Callable[[dict[str, Any], dict[str, Array]], None],
        gone: Callable[[], None],
    ) -> None:
        """No process yet.

        Args:
            spawn: starts the process; None for a trainer that never has a process.
            take: called with each message of the worker, in a thread that listens to it.
            gone: called in that thread when the process has ended; it must call `clear`.
        """
        self._spawn = spawn
        self._take = take
        self._gone = gone
        self._process: subprocess.Popen[bytes] | None = None
        self.ready = False  # warm, and waiting for jobs

    @property
    def started(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The number of the process, once it is ready."""
        return self._process.pid if self._process and self.ready else None

    def start(self) -> None:
        """Start the process unless there is one."""
        if self._process or self._spawn is None:
            return
        self._process = self._spawn()
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def send(self, **message: Any) -> None:
        """Send a message; without a process it is lost."""
        if self._process and self._process.stdin:
            with contextlib.suppress(OSError):  # it has just died: the listening thread will know
                send(self._process.stdin, **message)

    def clear(self) -> None:
        """Forget a process that has ended, so that another can be started."""
        process, self._process, self.ready = self._process, None, False
        if process:
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):  # what was not sent yet cannot be sent
                    if pipe:
                        pipe.close()

    def end(self) -> subprocess.Popen[bytes] | None:
        """Ask the process to end.  Returns it, to be waited for without the lock."""
        if self._process:
            self._process.terminate()
        return self._process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        try:
            while True:
                self._take(*receive(process.stdout))
        except EOFError:
            pass
        except Exception:
            _log.exception("What the training process says cannot be understood.")
        finally:
            process.kill()  # if it lives, it can no longer be understood
            process.wait()
            self._gone()
