"""A job under way in the worker: its turns, its pauses, and the changes made to it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from app.jobs.arrays import Layout, to_bytes
from app.jobs.changes import ALL, RATE, Change, told
from losses.parameters import Value
from toy_models.drawn import CHARTED, drawn, planes_of
from toy_models.record import Frame, Run, stack_frames
from toy_models.training import Training, kept_steps

TURN_SECONDS = 0.1  # how long one job trains before the next has its turn
SHORTEST_TURN = 0.02  # where many jobs train: a few steps
ROUND_SECONDS = 0.5  # within which all have had their turn, if no turn must be shorter for it
FRAMES_A_TURN = 8  # that are told to the pool; the record keeps them all


def turn_of(jobs: int) -> float:
    """Seconds of a turn where so many jobs train: short enough for every picture to move often."""
    return min(TURN_SECONDS, max(SHORTEST_TURN, ROUND_SECONDS / max(1, jobs)))


@dataclass
class Running:
    """A training with the frames kept so far."""

    training: Training
    frames: list[Frame] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    paused: bool = False
    asked_steps: int = 0  # single steps to make in spite of the pause
    credit: float = 0.0  # seconds; below 0 after a step that took longer than a turn

    def __post_init__(self) -> None:
        """Record where it starts."""
        self._kept = set(kept_steps(self.training.config))
        self.frames.append(self.training.frame())
        self._planes = planes_of(self.frames[0].weights_LCD)
        self._untold_frames: list[Frame] = []
        self._last_told = self.frames[0].step
        self._untold_changes: list[Change] = []

    @property
    def done(self) -> bool:
        """Whether all steps are made."""
        return self.training.step >= self.training.config.steps

    @property
    def idle(self) -> bool:
        """Whether it waits for a word from the reader."""
        return self.paused and not self.asked_steps

    def take_turn(self, seconds: float = TURN_SECONDS) -> None:
        """Train for a turn or to the end, if no earlier turn took too long.  Raises Diverged."""
        self.credit = min(self.credit, 0) + seconds
        begun = time.monotonic()
        while not self.done and not self.idle and time.monotonic() - begun < self.credit:
            self.advance()
        self.credit -= time.monotonic() - begun

    def advance(self) -> None:
        """Make one step, and keep its frame if it is one of those.  Raises Diverged."""
        self.training.advance()
        keep = self.training.step in self._kept
        if keep:
            self.frames.append(self.training.frame())
            self._untold_frames.append(self.frames[-1])
        if self.asked_steps:
            self.asked_steps -= 1
            if not keep:
                self.look()

    # What the reader asks for, between two steps.

    def pause(self) -> None:
        """Make no more steps, and show where it stands."""
        if not self.paused:
            self.paused = True
            self.look()

    def resume(self) -> None:
        """Train on."""
        self.paused, self.asked_steps = False, 0

    def ask_step(self) -> None:
        """One step, then a pause."""
        self.paused = True
        self.asked_steps += 1

    def set(self, name: str, value: Value, losses: Sequence[int]) -> None:
        """Another value from the next step on, for the learning rate or for these losses."""
        if name == RATE:
            self.training.set_learning_rate(float(value))
        for loss in losses:
            self.training.set_parameter(loss, name, value)
        everywhere = name == RATE or len(losses) == len(self.training.losses)
        whose = [ALL] if everywhere else [self.training.losses[k].spec.title for k in losses]
        made = [Change(self.training.step, title, name, value) for title in whose]
        self.changes += made
        self._untold_changes += made

    # What the pool is told.

    def look(self) -> None:
        """Tell where it stands, too: the record is that of a training without a pause."""
        if self._last_seen < self.training.step:
            self._untold_frames.append(self.training.frame())

    def result(self) -> Run:
        """The record up to where it stands, which says by itself if it was changed.

        Where it stands may be between two kept steps; a frame is made for it, and not kept.
        """
        here = [] if self.frames[-1].step == self.training.step else [self.training.frame()]
        result = self.training.result([*self.frames, *here], stopped=not self.done)
        parts = [result.provenance, told(self.changes)]
        return replace(
            result,
            provenance=" ".join(part for part in parts if part),
            changes=tuple(change.plain for change in self.changes),
        )

    def opening(self) -> Run:
        """What does not change from frame to frame, and the first one."""
        return self.training.result(self.frames[:1])

    def news(self) -> tuple[dict[str, Any], bytes]:
        """What happened since the last news: message and payload."""
        self._last_told = self._last_seen
        frames = _some(self._untold_frames)
        changes = self._untold_changes
        self._untold_frames, self._untold_changes = [], []
        layout: Layout = []
        payload = b""
        if frames:
            _, stacked = stack_frames(frames)
            charted = {name: stacked[name] for name in CHARTED}
            layout, payload = to_bytes(drawn(stacked, self._planes) | charted)
        return {
            "step": self.training.step,
            "steps": [frame.step for frame in frames],
            "layout": layout,
            "changes": [list(one.plain) for one in changes],
        }, payload

    @property
    def _last_seen(self) -> int:
        """The newest step of which the pool has a frame, or will have one with the next news."""
        return self._untold_frames[-1].step if self._untold_frames else self._last_told


def _some(frames: list[Frame]) -> list[Frame]:
    """As many as one message holds, spread evenly, the newest among them."""
    if len(frames) <= FRAMES_A_TURN:
        return frames
    chosen = np.linspace(0, len(frames) - 1, FRAMES_A_TURN).round().astype(int)
    return [frames[k] for k in chosen]
