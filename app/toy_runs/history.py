"""The runs of a session: what was shown, pinned, and how long it took.

A reload ends the session.  The address keeps the digests, and the store of finished runs the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from app.scene.parameters import parameters
from toy_models.record import Run

RUNS_AT_MOST = 16  # with more, the oldest that is not pinned is dropped
NAMED_AT_MOST = 3  # of the runs that are not found
DIGEST = re.compile(r"[0-9a-f]{16}")
RUNS, PINNED = "runs", "pinned"  # names in an address


@dataclass
class Entry:
    """A run of the table."""

    result: Run
    number: int  # counts up
    seconds: float | None = None  # of training; None for a run that was there already
    pinned: bool = False

    @property
    def stored(self) -> bool:
        """Whether the store can hold it: it is whole, and the run of its config."""
        return not self.result.stopped and not self.result.changes


@dataclass
class History:
    """The table, oldest first."""

    entries: list[Entry] = field(default_factory=list)
    count: int = 0  # of all runs so far, so that no number is used twice
    lost: str = ""  # a sentence about runs of the address that are not found

    def note(self, result: Run, seconds: float | None = None) -> None:
        """Add a run to the table; a run that is in it stays where it is."""
        for entry in self.entries:
            same = entry.stored and not result.stopped and not result.changes
            if entry.result is result or (same and entry.result.config == result.config):
                entry.seconds = entry.seconds if seconds is None else seconds
                return
        self.count += 1
        self.entries.append(Entry(result, self.count, seconds))
        loose = [entry for entry in self.entries[:-1] if not entry.pinned]
        if len(self.entries) > RUNS_AT_MOST:
            self.entries.remove(loose[0] if loose else self.entries[0])

    def find(self, number: int) -> Entry | None:
        """The entry of this number."""
        return next((entry for entry in self.entries if entry.number == number), None)

    def delete(self, number: int) -> None:
        """Take it out of the table; the store keeps the run."""
        self.entries = [entry for entry in self.entries if entry.number != number]

    @property
    def pinned(self) -> list[Entry]:
        """The entries to compare."""
        return [entry for entry in self.entries if entry.pinned]

    def address(self) -> dict[str, str]:
        """The part of the table that an address keeps: the digests of all, and of the pinned."""
        kept = [entry for entry in self.entries if entry.stored]
        pinned = [entry for entry in kept if entry.pinned]
        if len(kept) < 2 and not pinned:
            return {}
        found = {RUNS: ",".join(entry.result.config.digest for entry in kept)}
        if pinned:
            found[PINNED] = ",".join(entry.result.config.digest for entry in pinned)
        return found

    @classmethod
    def restore(cls, address: Mapping[str, str], find: Callable[[str], Run | None]) -> History:
        """The table that an address keeps, of the runs that are still found.

        Only digests reach `find`, for anybody may have written the address.
        """
        history = cls()
        pinned = set(_digests(address.get(PINNED, "")))
        missing = []
        for digest in _digests(address.get(RUNS, "")):
            if (result := find(digest)) is not None:
                history.note(result)
                history.entries[-1].pinned = digest in pinned
            else:
                missing.append(digest)
        history.lost = _lost(missing)
        return history


def measures(result: Run) -> list[tuple[str, float, float]]:
    """For each loss its title, test accuracy and share with support vectors, at the end."""
    accuracy = result.arrays["test_accuracy_L"][-1]
    support = result.arrays["support_samples_L"][-1]
    return [
        (title, float(right), float(held))
        for title, right, held in zip(result.titles, accuracy, support, strict=True)
    ]


def table(history: History) -> bytes:
    """The table as CSV: a row for every run and loss."""
    rows = [
        "run,config,data,wrong_labels_share,seed,steps_made,steps_asked,embedding_dimensions,"
        "learning_rate,loss,parameters,test_accuracy_share,samples_with_support_vectors_share,training_seconds"
    ]
    for entry in history.entries:
        config = entry.result.config
        seconds = "" if entry.seconds is None else f"{entry.seconds:.1f}"
        of_losses = zip(measures(entry.result), config.losses, strict=True)
        for (title, right, held), choice in of_losses:
            quoted = title.replace('"', '""')
            set_to = parameters(choice, scale=True)
            rows.append(
                f"{entry.number},{config.digest},{config.data.kind},{config.label_noise:g},"
                f"{config.seed},{int(np.max(entry.result.steps_K))},{config.steps},"
                f'{config.embedding},{config.learning_rate:g},"{quoted}","{set_to}",'
                f"{right:.6g},{held:.6g},"
                f"{seconds}"
            )
    return ("\n".join(rows) + "\n").encode()


def file_name(history: History) -> str:
    """Of the table: two tables never share one."""
    content = hashlib.sha256(table(history)).hexdigest()
    return f"margins-and-mining_{len(history.entries)}-runs_{content[:8]}.csv"


def _lost(missing: list[str]) -> str:
    """A sentence about runs that are not found; nothing if there are none."""
    if not missing:
        return ""
    named = ", ".join(missing[:NAMED_AT_MOST])
    if len(missing) > NAMED_AT_MOST:
        named += f" and {len(missing) - NAMED_AT_MOST} more"
    if len(missing) == 1:
        return f"The run {named} of this link is not stored here, so the table is without it."
    return f"The runs {named} of this link are not stored here, so the table is without them."


def _digests(text: str) -> list[str]:
    parts = text[: 17 * RUNS_AT_MOST].split(",")
    return list(dict.fromkeys(part for part in parts if DIGEST.fullmatch(part)))
