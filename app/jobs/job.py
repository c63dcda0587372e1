"""A job: one training run that was asked for, and where it stands."""

from __future__ import annotations

import enum
import itertools
import threading
import time
from dataclasses import dataclass, field

from app.jobs.changes import Change, Settings
from app.jobs.frames import FramesSoFar
from toy_models.config import RunConfig
from toy_models.record import Run

_numbers = itertools.count(1)
SMOOTHING_SECONDS = 2.0  # over which the pace is taken


class State(enum.Enum):
    """Where a job stands."""

    WAITING = "waiting"
    TRAINING = "training"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"  # on request; its frames so far are a result
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (State.FINISHED, State.STOPPED, State.FAILED)

    @property
    def under_way(self) -> bool:
        """Whether the worker has it."""
        return self in (State.TRAINING, State.PAUSED)


@dataclass(eq=False)
class Job:
    """One training run that was asked for.  The pool writes it, pages read it."""

    config: RunConfig
    state: State = State.WAITING
    step: int = 0
    why: str = ""  # one sentence, if it failed
    note: str = ""  # one sentence for the page, if something happened to it
    result: Run | None = None
    over: threading.Event = field(default_factory=threading.Event)
    pace: float = 0.0  # steps a second, lately
    changes: list[Change] = field(default_factory=list)  # as the worker has made them
    viewers: set[str] = field(default_factory=set)
    frames: FramesSoFar = field(default_factory=FramesSoFar)

    def __post_init__(self) -> None:
        """What the pool alone cares for."""
        self.id = f"{self.config.digest}-{next(_numbers)}"
        self.settings = Settings(self.config)  # with the changes that were asked for
        self.shared = True  # false once somebody has taken control of it
        self.stopping = False  # somebody has asked for its end
        self.deaths = 0  # workers that ended with it
        self.departures = 0  # how often the last viewer has left
        self._clock = 0.0
        self._began = 0.0

    @property
    def seconds(self) -> float:
        """From the first word of its progress to the last, pauses included."""
        return self._clock - self._began

    def progress(self, step: int) -> None:
        """It has come so far."""
        now = time.monotonic()
        seconds = now - self._clock
        if self._clock and seconds > 0 and step >= self.step:
            weight = min(1.0, seconds / SMOOTHING_SECONDS) if self.pace else 1.0
            self.pace += weight * ((step - self.step) / seconds - self.pace)
        self._began = self._began or now
        self._clock = now
        self.step = step

    def begin_again(self, note: str) -> None:
        """Back in line, as if nothing had been trained yet."""
        self.state, self.step, self.pace = State.WAITING, 0, 0.0
        self._began = self._clock = 0.0
        self.note = f"{note} The changes made to it are gone." if self.changes else note
        self.changes = []
        self.settings = Settings(self.config)
        self.frames.touch()
