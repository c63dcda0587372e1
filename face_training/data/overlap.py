"""Which people of the training set are in lists of test identities?

Names are compared: people under another name, or with a number for a name, are not found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Overlap:
    """The names that a training set shares with a list."""

    file: Path
    listed: int  # how many names the list has
    shared: tuple[str, ...]  # in the spelling of the training set

    def in_words(self) -> str:
        """For reports."""
        some = ", ".join(self.shared[:5]) + (", ..." if len(self.shared) > 5 else "")
        found = f"{len(self.shared)} of its {self.listed} names are trained on"
        return f"{self.file}: {found}{f' ({some})' if some else ''}"


def overlap(identities: Collection[str], files: Sequence[str | Path]) -> tuple[Overlap, ...]:
    """A report for each list, with a name on each line or with LFW's pairs (name 1 name 2).

    Upper and lower case, underscores and spaces make no difference.

    Raises:
        ValueError: a list cannot be read, or is empty.
    """
    if not files:
        return ()
    mine = {_plain(name): name for name in identities}
    reports = []
    for file in map(Path, files):
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"The list of names {file} cannot be read: {error}.") from None
        listed = {_plain(name) for line in lines for name in _names(line)}
        if not listed:
            raise ValueError(f"The list {file} is empty: a name on each line is expected.")
        shared = tuple(sorted(mine[name] for name in listed & mine.keys()))
        reports.append(Overlap(file, len(listed), shared))
    return tuple(reports)


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("_", " ").split())


def _names(line: str) -> list[str]:
    """The names in a line: the whole line, or, in LFW's format, the words that are no numbers."""
    words = line.split("\t") if "\t" in line else line.split()
    numbers = [word for word in words if word.strip().isdigit()]
    if "\t" in line or len(numbers) >= 2:
        return [word for word in words if word.strip() and word not in numbers]
    return [line] if line.strip() else []
