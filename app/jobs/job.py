"""A job: one training run that a page asked for, and its present state."""

from __future__ import annotations

import enum
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.jobs.frames import FramesSoFar
from app.toy_runs.changes import Change, Settings
from toy_models.config import RunConfig
from toy_models.record import Run

_numbers = itertools.count(1)
SMOOTHING_SECONDS = 2.0  # over which the pace is averaged


class State(enum.Enum):
    """What a job is doing."""

    WAITING = "waiting"
    TRAINING = "training"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"  # on request; its frames so far are its result
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (State.FINISHED, State.STOPPED, State.FAILED)


@dataclass(eq=False)
class Job:
    """One training run that a page asked for.  The pool writes it, pages read it."""

    config: RunConfig
    state: State = State.WAITING
    step: int = 0
    why: str = ""  # one sentence, if it failed, or did not end by itself or on request
    note: str = ""  # one sentence for the page, if something happened to it
    result: Run | None = None
    ended: threading.Event = field(default_factory=threading.Event)  # set when it is over
    pace: float = 0.0  # steps a second, lately
    place: int = 0  # in line: 1 for the next to be trained, 0 for one that does not wait
    changes: list[Change] = field(default_factory=list)  # as the worker has made them
    viewers: set[str] = field(default_factory=set)
    visitor: str = ""  # the address on the network from which it was asked for
    frames: FramesSoFar = field(default_factory=FramesSoFar)
    clock: Callable[[], float] = time.monotonic  # seconds

    def __post_init__(self) -> None:
        """The part of the state that only the pool needs."""
        self.id = f"{self.config.digest}-{next(_numbers)}"
        self.settings = Settings(self.config)  # with the changes that were requested
        self.shared = True  # false once somebody controls it
        self.stopping = False  # somebody has asked for its end
        self.aside = False  # the worker has it, but another has its place
        self.deaths = 0  # workers that ended with it
        self.departures = 0  # how often the last viewer has left
        self._begun_at = self._heard_at = 0.0
        self._waits_since = self.clock()

    @property
    def has_place(self) -> bool:
        """Whether it is one of those that may train at once."""
        return self.state in (State.TRAINING, State.PAUSED) and not self.aside

    @property
    def under_way(self) -> bool:
        """Whether the worker has it."""
        return self.has_place or (self.aside and not self.state.over)

    @property
    def waited(self) -> float:
        """Seconds since it came into the line, for one that waits."""
        return self.clock() - self._waits_since

    def wait(self) -> None:
        """Wait in line, from now on."""
        self.state, self._waits_since, self.pace = State.WAITING, self.clock(), 0.0

    @property
    def seconds(self) -> float:
        """From the first report to the last, pauses included."""
        return self._heard_at - self._begun_at

    @property
    def seconds_left(self) -> float | None:
        """Until its last step, at its present pace; None if that is not known."""
        if self.state is not State.TRAINING or not self.pace:
            return None
        return (self.config.steps - self.step) / self.pace

    @property
    def present_config(self) -> RunConfig:
        """Its config with the changes that were asked for while it trained."""
        return self.settings.applied_to(self.config)

    def opened(self) -> None:
        """Its data are read, and its first step begins: from now on its pace is measured."""
        self._begun_at = self._heard_at = self.clock()

    def progress(self, step: int) -> None:
        """Record that `step` was reached."""
        now = self.clock()
        seconds = now - self._heard_at
        if self._heard_at and seconds > 0 and step >= self.step:
            # At first the mean of all that was heard: one slow step would be believed for long.
            span = min(SMOOTHING_SECONDS, now - self._begun_at)
            weight = min(1.0, seconds / span) if self.pace else 1.0
            self.pace += weight * ((step - self.step) / seconds - self.pace)
        self._begun_at = self._begun_at or now
        self._heard_at = now
        self.step = step

    def refused(self, why: str) -> None:
        """A change that was asked for cannot be; it has the values of those that were made."""
        self.note = why
        self.settings = Settings(self.config)
        self.settings.repeat(self.changes)
        self.frames.touch()

    def begin_again(self, note: str) -> None:
        """Wait in line again, as if nothing had been trained yet."""
        self.wait()
        self.step, self.aside = 0, False
        self._begun_at = self._heard_at = 0.0
        self.note = f"{note} The changes made to it are gone." if self.changes else note
        self.changes = []
        self.settings = Settings(self.config)
        self.frames.touch()
