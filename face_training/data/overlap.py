"""Which people of the training set are in lists of test identities?

Names are compared: people under another name, or with a number for a name, are not found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

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

    Pairs are `name 1 4`, `name 1 name 2` or `name/1.jpg name/2.jpg 1` with blanks, tabs, commas or
    semicolons between; a name may have a number beside it, as a count.  Upper and lower case,
    underscores, blanks and the spelling of letters make no difference.

    Raises:
        ValueError: a list cannot be read, or is empty.
    """
    if not files:
        return ()
    mine = {plain_name(name): name for name in identities}
    reports = []
    for file in map(Path, files):
        text = read_text(file, "The list of names")
        listed = set(_names(text, mine.keys())) - {""}
        if not listed:
            raise ValueError(f"The list {file} is empty: a name on each line is expected.")
        shared = tuple(sorted(mine[name] for name in listed & mine.keys()))
        reports.append(Overlap(file, len(listed), shared, text.note))
    return tuple(reports)


def _names(text: Text, known: Collection[str]) -> Iterator[str]:
    """The names in a list, in their plain spelling: whole lines, or what stands beside numbers."""
    if rows := text.rows() if text.separator() else _name_and_number(text):
        cells = [row for _, row in rows]
        if len(cells) > 1 and _numbers(cells[1]) and not _numbers(cells[0]):
            del cells[0]  # the names of the columns
        for row in cells:
            yield from (_person(cell) for cell in row if cell and not cell.isdigit())
        return
    for _, line in text.lines():
        words = line.split("\t") if "\t" in line else line.split()
        alone = len(words) == 1 or not _numbers(words)
        is_name = alone and "\t" not in line and "/" not in line
        if is_name or plain_name(line) in known:
            yield plain_name(line)
        else:
            yield from map(_person, _between_numbers(words))


def _name_and_number(text: Text) -> list[tuple[int, list[str]]]:
    """The rows of a list with two columns, one of them a number; nothing if it is no such list.

    A name may have a comma itself, as `Lee, Ann`.
    """
    rows = text.rows(2) if text.separator(2) else []
    are = all(len(cells) == 2 and _numbers(cells) == 1 for _, cells in rows[1:])
    return rows if len(rows) > 1 and are else []


def _between_numbers(words: Sequence[str]) -> Iterator[str]:
    """Words that follow each other without a number or a file between them, as one name."""
    for is_name, run in groupby(words, lambda word: not _numbers([word]) and "/" not in word):
        if is_name:
            yield " ".join(run)
        else:
            yield from (word for word in run if "/" in word)


def _person(cell: str) -> str:
    """Of a file the folder that it lies in."""
    return plain_name(PurePosixPath(cell).parent.name if "/" in cell else cell)


def _numbers(cells: Sequence[str]) -> int:
    return sum(cell.strip().isdigit() for cell in cells)
