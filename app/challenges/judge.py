"""The verdict on an attempt: a function of the challenge and of what is known of the run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.challenges.attempt import Attempt, changes
from app.challenges.challenge import Challenge
from toy_models.config import RunConfig

UNTOUCHED = (
    "This is the run you start from. {found}. Change a setting at the left (on a phone: » at the "
    "top): the page trains it and judges it."
)
SOLVED = "Solved. {found}. {why}"
BY_HAND = "This training was changed while it ran. Let the settings train from the start."
STOPPED = "This training was stopped. Let it make all its steps."
BELONGS = "This challenge keeps {name} at {value}: set it back."
MATTERS = "This is the setting that matters. Try more of its values."
OTHERWISE = "Another value, another setting or a hint may help."
TOO_MANY = "These are {count} changes: {names}. One is enough: set the others back."
CHANGED = "{name} from {before} to {after}"


class Standing(Enum):
    """How an attempt stands."""

    UNTOUCHED = "untouched"
    REFUSED = "refused"  # not a fair attempt
    SHORT = "short"  # of the goal
    SOLVED = "solved"


@dataclass(frozen=True)
class Verdict:
    """How an attempt stands, and a sentence or two."""

    standing: Standing
    words: str


def judge(challenge: Challenge, attempt: Attempt) -> Verdict:
    """Whether this run solves the challenge, and if not, why."""
    if attempt.by_hand:
        return Verdict(Standing.REFUSED, BY_HAND)
    if not attempt.whole:
        return Verdict(Standing.REFUSED, STOPPED)
    if refusal := refused(challenge, attempt.config):
        return Verdict(Standing.REFUSED, refusal)
    changed = changes(challenge.config, attempt.config)
    if not changed:
        return Verdict(Standing.UNTOUCHED, UNTOUCHED.format(found=challenge.found(attempt)))
    if missing := challenge.missing(attempt):
        return Verdict(Standing.SHORT, f"{missing} {_said(challenge, *changed)}")
    solved = SOLVED.format(found=challenge.found(attempt), why=challenge.why)
    return Verdict(Standing.SOLVED, solved)


def _said(challenge: Challenge, changed: str) -> str:
    """What is said of a change that falls short: the challenge's own sentence comes first."""
    matters = changed in changes(challenge.config, challenge.way)
    return challenge.says.get(changed, MATTERS if matters else OTHERWISE)


def refused(challenge: Challenge, config: RunConfig) -> str:
    """Why these settings are no fair attempt, whatever they lead to; empty if they are one."""
    changed = changes(challenge.config, config)
    for name, (before, _) in changed.items():
        if name not in challenge.free:
            usual = BELONGS.format(name=name, value=before)
            return challenge.says.get(name, usual)
    if len(changed) > 1:
        names = [
            CHANGED.format(name=name, before=before, after=after)
            for name, (before, after) in changed.items()
        ]
        return TOO_MANY.format(count=len(changed), names=", ".join(names))
    return ""
