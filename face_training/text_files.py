"""Text and lists that people supply, in whatever encoding and with whatever commas they come.

One reader for all of them: recipes, lists of names, labels, pairs, noise lists.  The encoding is
found, letters of which Unicode has two spellings get the usual one (NFC) in lists, and lines may
end in any way.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from toy_models.data.reading.text import NO_TEXT, decoded

#: Between the columns of a list, tried in this order; blanks part them otherwise.
SEPARATORS = ("\t", ";", ",")
LONGEST_LINE = 100_000  # signs
COLUMNS = 3  # that a list with commas has at least; a name of a person may have one comma


@dataclass(frozen=True)
class Text:
    """The content of a file."""

    path: Path
    content: str  # lines end in a line feed
    encoding: str

    @property
    def note(self) -> str:
        """How it was read, if it is not UTF-8."""
        return "" if self.encoding == "UTF-8" else f"{self.path} was read as {self.encoding}."

    def lines(self) -> list[tuple[int, str]]:
        """Number and content of each line that has any; accents in their usual spelling.

        Raises:
            ValueError: a line is far longer than that of any list.
        """
        lines = unicodedata.normalize("NFC", self.content).split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                raise ValueError(
                    f"Line {number:,} of {self.path} has {len(line):,} signs; "
                    f"{LONGEST_LINE:,} is the most."
                )
        return [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]

    def separator(self, least: int = COLUMNS) -> str:
        """What parts the cells of every line but perhaps the first; "" if it is blanks.

        Args:
            least: cells that each line then has, at least.
        """
        lines = [line for _, line in self.lines()]
        for separator in SEPARATORS:
            wanted = 2 if separator == "\t" else least
            if lines and all(len(_cells(line, separator)) >= wanted for line in lines[1:] or lines):
                return separator
        return ""

    def rows(self, least: int = COLUMNS) -> list[tuple[int, list[str]]]:
        """Number and cells of each line, without empty cells at its end."""
        separator = self.separator(least)
        rows = [
            (number, _without_empty_end(_cells(line, separator or ("\t" if "\t" in line else ""))))
            for number, line in self.lines()
        ]
        return _without_count(rows) if separator else rows


def read_text(path: str | Path, what: str = "") -> Text:
    """The text in a file; `what` says in an error what it should be.

    Raises:
        ValueError: it cannot be read, or is no text.
    """
    path = Path(path)
    named = f"{what} {path}" if what else str(path)
    try:
        text, encoding = decoded(path.read_bytes())
    except OSError as error:
        raise ValueError(f"{named} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        reason = "it is no text." if str(error) == NO_TEXT else str(error)
        raise ValueError(f"{named} cannot be read: {reason}") from None
    return Text(path, re.sub("\r\n?", "\n", text), encoding)


def existing(folder: Path, name: str) -> str:
    """The name as the file system spells it: letters with accents have two spellings in Unicode."""
    for form in ("NFC", "NFD"):
        spelt = unicodedata.normalize(form, name)
        if (folder / spelt).is_file():
            return spelt
    return name


def plain_name(name: str) -> str:
    """A name of a person for comparing: without regard to case, blanks and spelling of letters."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    composed = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    return "_".join(composed.replace("_", " ").split())


def _cells(line: str, separator: str) -> list[str]:
    if not separator:
        return line.split()
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]


def _without_count(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Without a first column that has no name and counts the rows, as pandas writes it."""
    first = [cells[0] if cells else "" for _, cells in rows]
    if first[0] or first[1:] != [str(k) for k in range(len(rows) - 1)]:
        return rows
    return [(number, cells[1:]) for number, cells in rows]


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
