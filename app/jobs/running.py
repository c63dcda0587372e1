"""A job under way in the worker: its turns, its pauses, and the changes made to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from app.scene.picture import picture
from app.scene.rows import Rows
from app.scene.thinning import thinned
from app.toy_runs.changes import ALL, RATE, Change, in_a_sentence
from losses.parameters import Value
from toy_models.drawn import CHARTED, planes_of
from toy_models.frames_on_disk import FramesOnDisk
from toy_models.record import Array, Frame, Run, stack_frames
from toy_models.training import Training, kept_steps

TURN_SECONDS = 0.1  # how long one job trains before the next has its turn
SHORTEST_TURN = 0.02  # where many jobs train: a few steps
LOOK_SECONDS = 1.0  # after which a slow training sends a frame between two kept steps
LOOK_SHARE = 0.1  # of its time that these frames may take
ROUND_SECONDS = 0.5  # within which all have had their turn, if no turn must be shorter for it
FRAMES_A_TURN = 8  # sent to the pool at most; the record keeps all of them


def turn_of(jobs: int) -> float:
    """Seconds of a turn where so many jobs train: short enough for every picture to move often."""
    return min(TURN_SECONDS, max(SHORTEST_TURN, ROUND_SECONDS / max(1, jobs)))


@dataclass
class Running:
    """A training with the frames kept so far."""

    training: Training
    clock: Callable[[], float] = time.monotonic  # seconds
    changes: list[Change] = field(default_factory=list)
    paused: bool = False
    requested_steps: int = 0  # single steps to make in spite of the pause
    credit: float = 0.0  # seconds; below 0 after a step that took longer than a turn

    def __post_init__(self) -> None:
        """Record where it starts."""
        self.kept = frozenset(kept_steps(self.training.config))
        self.steps: list[int] = []  # of the frames that the record keeps so far
        self._frames = FramesOnDisk(len(self.kept))
        self._first = self.training.frame()
        self._keep(self._first)
        self._planes = planes_of(self._first.weights_LCD)
        self._unsent_frames: list[Frame] = []
        self._unsent_changes: list[Change] = []
        self._last_sent = self._first.step
        self._looked_at, self._look_after = self.clock(), LOOK_SECONDS

    @property
    def done(self) -> bool:
        """Whether all steps are made."""
        return self.training.step >= self.training.config.steps

    @property
    def idle(self) -> bool:
        """Whether it waits for the reader."""
        return self.paused and not self.requested_steps

    def take_turn(self, seconds: float = TURN_SECONDS) -> None:
        """Train for a turn or to the end, if no earlier turn took too long.  Raises Diverged."""
        self.credit = min(self.credit, 0) + seconds
        begun = self.clock()
        while not self.done and not self.idle and self.clock() - begun < self.credit:
            self.advance()
        if not self.idle and self.clock() - self._looked_at > self._look_after:
            self.look()
        self.credit -= self.clock() - begun

    def advance(self) -> None:
        """Make one step, and record its frame if it is a kept step.  Raises Diverged."""
        self.training.advance()
        keep = self.training.step in self.kept
        if keep:
            self._unsent_frames.append(self._frame())
            self._keep(self._unsent_frames[-1])
        if self.requested_steps:
            self.requested_steps -= 1
            if not keep:
                self.look()

    # What the reader asks for, between two steps.

    def pause(self) -> None:
        """Make no more steps, and show the present one."""
        if not self.paused:
            self.paused = True
            self.look()

    def resume(self) -> None:
        """Train on."""
        self.paused, self.requested_steps = False, 0

    def request_step(self) -> None:
        """Make one step, then pause."""
        self.paused = True
        self.requested_steps += 1

    def set(self, name: str, value: Value, losses: Sequence[int]) -> None:
        """From the next step on, another value of the learning rate, or of these losses."""
        if name == RATE:
            self.training.set_learning_rate(float(value))
        for loss in losses:
            self.training.set_parameter(loss, name, value)
        step, all_losses = self.training.step, self.training.losses
        if name == RATE or len(losses) == len(all_losses):
            made = [Change(step, ALL, name, value)]
        else:
            made = [Change(step, all_losses[k].spec.title, name, value, k) for k in losses]
        self.changes += made
        self._unsent_changes += made

    # What goes to the pool.

    def look(self) -> None:
        """Send a frame of the present step with the next news; the record does not keep it."""
        if self._last_seen < self.training.step:
            self._unsent_frames.append(self._frame())

    def _keep(self, frame: Frame) -> None:
        self.steps.append(frame.step)
        self._frames.add(frame.arrays)

    def _frame(self) -> Frame:
        """A frame of the present step; a frame that takes long is made less often by `look`."""
        begun = self.clock()
        frame = self.training.frame()
        self._looked_at = self.clock()
        self._look_after = max(LOOK_SECONDS, (self._looked_at - begun) / LOOK_SHARE)
        return frame

    def result(self) -> Run:
        """The record up to the present step; it says by itself if it was changed by hand.

        The present step may lie between two kept steps: then it gets a frame of its own.
        """
        steps = self.steps
        arrays: Mapping[str, Array] = self._frames
        if steps[-1] != self.training.step:
            steps = [*steps, self.training.step]
            here = self.training.frame().arrays
            arrays = {name: np.concatenate([kept, [here[name]]]) for name, kept in arrays.items()}
        result = self.training.record(np.array(steps, np.int32), arrays, stopped=not self.done)
        parts = [result.provenance, in_a_sentence(self.changes, self.training.config)]
        return replace(
            result,
            provenance=" ".join(part for part in parts if part),
            changes=tuple(change.plain for change in self.changes),
        )

    def opening(self) -> Run:
        """What does not change from frame to frame, and the first frame."""
        return self.training.result([self._first])

    def news(self) -> tuple[dict[str, Any], dict[str, Array]]:
        """What happened since the last news: a message and its arrays."""
        self._last_sent = self._last_seen
        frames = thinned(self._unsent_frames, FRAMES_A_TURN)
        changes = self._unsent_changes
        self._unsent_frames, self._unsent_changes = [], []
        message: dict[str, Any] = {
            "step": self.training.step,
            "steps": [frame.step for frame in frames],
            "changes": [list(change.plain) for change in changes],
        }
        if not frames:
            return message, {}
        _, stacked = stack_frames(frames)
        rows = {
            "picture": Rows.of(picture(stacked, self._planes)),
            "charted": Rows.of({name: stacked[name] for name in CHARTED}),
        }
        message["layouts"] = {name: of.layout for name, of in rows.items()}
        return message, {name: of.bytes_KS for name, of in rows.items()}

    @property
    def _last_seen(self) -> int:
        """The newest step of which the pool has a frame, or will have one with the next news."""
        return self._unsent_frames[-1].step if self._unsent_frames else self._last_sent
