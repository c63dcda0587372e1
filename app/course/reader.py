"""One reader of a lesson: where in it, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

from app.course.walk import Answer, Answers, Step, Walk
from app.jobs import Pool
from lessons.narrative import RECALL


@dataclass(frozen=True)
class Reader:
    """What the page of a step needs to know."""

    walk: Walk
    step: Step
    answers: Answers
    reasons: MutableMapping[Step, str]
    seen: set[Step]  # steps that this reader has opened
    presenting: bool  # nothing is locked, nothing is to be typed
    pool: Callable[[], Pool]  # whose worker explains samples of runs

    @property
    def locked(self) -> bool:
        """Whether this step must be answered, or skipped, before the next."""
        return self.walk.locked(self.step, self.answers) and not self.presenting

    def keep(self, answer: Answer) -> None:
        """Keep the answer to this step, unless its outcome was seen."""
        if not self.outcome_seen:
            self.answers[self.step] = answer

    @property
    def outcome_seen(self) -> bool:
        """Whether the next step was opened already, so that an answer can no longer change."""
        if self.walk.part(self.step).kind == RECALL:
            return self.step in self.answers
        onward = self.walk.onward(self.step)
        return onward is not None and onward in self.seen
