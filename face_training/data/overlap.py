"""Which people of the training set are in lists of test identities?

Names are compared: people under another name, or with a number for a name, are not found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from face_training.text_files import Text, plain_name, read_text


@dataclass(frozen=True)
class Overlap:
    """The names that a training set shares with a list."""

    file: Path
    listed: int  # how many names the list has
    shared: tuple[str, ...]  # in the spelling of the training set
    note: str = ""  # how the list was read

    def in_words(self) -> str:
        """For reports."""
        some = ", ".join(self.shared[:5]) + (", ..." if len(self.shared) > 5 else "")
        found = f"{len(self.shared)} of its {self.listed} names are trained on"
        words = f"{self.file}: {found}{f' ({some})' if some else ''}"
        return f"{words}. {self.note}" if self.note else words


def overlap(identities: Collection[str], files: Sequence[str | Path]) -> tuple[Overlap, ...]:
    """A report for each list, with a name on each line or with pairs as LFW has them.

    Pairs are `name 1 4` or `name 1 name 2` with blanks, tabs, commas or semicolons between.  Upper
    and lower case, underscores, blanks and the spelling of accents make no difference.

    Raises:
        ValueError: a list cannot be read, or is empty.
    """
    if not files:
        return ()
    mine = {plain_name(name): name for name in identities}
    reports = []
    for file in map(Path, files):
        text = read_text(file, "The list of names")
        listed = {plain_name(name) for name in _names(text)}
        if not listed:
            raise ValueError(f"The list {file} is empty: a name on each line is expected.")
        shared = tuple(sorted(mine[name] for name in listed & mine.keys()))
        reports.append(Overlap(file, len(listed), shared, text.note))
    return tuple(reports)


def _names(text: Text) -> Iterator[str]:
    """The names in a list: whole lines, or of pairs the cells that are no numbers."""
    if text.separator():
        rows = [row for _, row in text.rows()]
        if len(rows) > 1 and _numbers(rows[1]) and not _numbers(rows[0]):
            del rows[0]  # the names of the columns
        for row in rows:
            yield from (cell for cell in row if cell and not cell.isdigit())
        return
    for _, line in text.lines():
        words = line.split("\t") if "\t" in line else line.split()
        if "\t" in line or _numbers(words) >= 2:
            yield from (word for word in words if word.strip() and not word.strip().isdigit())
        else:
            yield line


def _numbers(cells: Sequence[str]) -> int:
    return sum(cell.strip().isdigit() for cell in cells)
