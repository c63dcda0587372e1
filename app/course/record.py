"""What a reader did in the challenges: how many trainings each took, and how many hints.

It is kept beside the answers to the lessons, as plain data by the challenge's slug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Plain = dict[str, Any]
CHALLENGES = "challenges"  # beside the lessons; no lesson has this name
TRAININGS_AT_MOST = 500  # that are kept
_LETTERS = 8  # of a config's digest


@dataclass
class Record:
    """One challenge.

    Attributes:
        tried: the settings that were trained, each once, in their order.
        solved: how many trainings it took; 0 while it is not solved.
        hints: how many were shown.
    """

    tried: list[str] = field(default_factory=list)
    solved: int = 0
    hints: int = 0

    def note(self, digest: str, *, solves: bool) -> None:
        """A run of these settings was judged.  After the solution nothing counts."""
        if self.solved:
            return
        if digest[:_LETTERS] not in self.tried and len(self.tried) < TRAININGS_AT_MOST:
            self.tried.append(digest[:_LETTERS])
        if solves:
            self.solved = len(self.tried)

    @property
    def plain(self) -> Plain:
        """For the browser's memory and the file of predictions."""
        return {"tried": self.tried, "solved": self.solved, "hints": self.hints}

    @classmethod
    def of(cls, plain: object) -> Record:
        """What `plain` wrote; of other data what can be understood."""
        known = plain if isinstance(plain, dict) else {}
        tried = known.get("tried")
        digests = [
            digest[:_LETTERS]
            for digest in (tried if isinstance(tried, list) else [])
            if isinstance(digest, str)
        ][:TRAININGS_AT_MOST]
        return cls(digests, _count(known.get("solved")), _count(known.get("hints")))

    def then(self, later: Record) -> Record:
        """This record, and a later one of the same reader: the first solution counts.

        A page that is loaded again judges its run before it knows what the browser has kept: that
        run is no solution with a single training.
        """
        solved = self.solved
        if later.solved and not solved:
            solved = len({*self.tried, *later.tried[: later.solved]})
        tried = list(dict.fromkeys([*self.tried, *later.tried]))
        return Record(tried, solved, max(self.hints, later.hints))


def _count(value: object) -> int:
    return max(0, min(value, TRAININGS_AT_MOST)) if type(value) is int else 0


def in_words(record: Record) -> str:
    """`solved in 3 trainings`, `2 trainings so far`; empty before the first."""
    count = record.solved or len(record.tried)
    trainings = f"{count} training{'' if count == 1 else 's'}"
    if record.solved:
        return f"solved in {trainings}"
    return f"{trainings} so far" if count else ""


def together(first: Mapping[str, object], second: Mapping[str, object]) -> Plain:
    """All challenges of two memories; the first is the earlier one."""
    return {
        slug: Record.of(first.get(slug)).then(Record.of(second.get(slug))).plain
        for slug in [*first, *(slug for slug in second if slug not in first)]
        if isinstance(slug, str)
    }
