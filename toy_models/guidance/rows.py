"""The store: a row a run, written at once, so that an interrupted experiment loses nothing.

A file of a stage has one JSON object a line: first the settings that all its rows share, then a
row for each run.  A line that was cut off in writing is left out, and its run is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One arm of one cell with one seed.

    Shares are 0 to 1.  The lists of a curve have one entry for each of `looks`.
    """

    cell: str
    seed: int
    arm: str
    tar: float
    tar_family: float
    eer: float
    error: float
    true_error: float
    equivalent_margin: float
    nearest_weight: float
    looks: tuple[int, ...]  # steps
    tar_curve: tuple[float, ...]
    support_curve: tuple[float, ...]
    flips_curve: tuple[float, ...]
    replicates: tuple[int, ...] = ()  # TAR of bootstrap replicates, in 1e-4
    diverged_at: int | None = None  # the step of the first number that was not finite
    stuck: bool = False  # the training error is above that of guessing's half

    @property
    def run(self) -> tuple[str, int, str]:
        """What tells this run from all others."""
        return self.cell, self.seed, self.arm


class Store:
    """The rows of one stage."""

    def __init__(self, file: Path, settings: dict[str, Any]) -> None:
        """Open a store, or begin it at the first row.

        Raises:
            ValueError: the file holds rows of other settings or versions, or is no store.
        """
        self.file, self.settings = file, json.loads(json.dumps(settings))
        self._rows: dict[tuple[str, int, str], Row] = {}
        if file.exists():
            found, self._rows = _read(file)
            if found != self.settings:
                differing = sorted(
                    key for key in found.keys() | self.settings.keys()
                    if found.get(key) != self.settings.get(key)
                )  # fmt: skip
                raise ValueError(
                    f"{file.name} holds runs made with other settings ({', '.join(differing)}): "
                    "name another file with --store, or move this one away."
                )

    def __contains__(self, run: tuple[str, int, str]) -> bool:
        return run in self._rows

    @property
    def rows(self) -> list[Row]:
        """All rows, in the order in which they were made."""
        return list(self._rows.values())

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows to the disk, now."""
        new = list(rows)
        text = "".join(json.dumps(asdict(row)) + "\n" for row in new)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if self.file.exists():
            _cut_off_broken_line(self.file)
        else:
            text = json.dumps({"settings": self.settings}) + "\n" + text
        with self.file.open("a") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._rows.update({row.run: row for row in new})


def stored(file: Path) -> list[Row]:
    """The rows of a file, whatever settings they have.

    Raises:
        ValueError: there is no such store, or it cannot be read.
    """
    if not file.exists():
        raise ValueError(
            f"There is no {file.name} yet: `python -m toy_models.guidance --run` makes it."
        )
    return list(_read(file)[1].values())


def _read(file: Path) -> tuple[dict[str, Any], dict[tuple[str, int, str], Row]]:
    lines = file.read_bytes().split(b"\n")
    whole, rest = lines[:-1], lines[-1]
    del rest  # cut off in writing, or empty
    rows = {}
    try:
        settings = json.loads(whole[0])["settings"] if whole else {}
        for line in whole[1:]:
            plain: dict[str, Any] = json.loads(line)
            lists = {key: tuple(entry) for key, entry in plain.items() if isinstance(entry, list)}
            row = Row(**{**plain, **lists})
            rows[row.run] = row
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{file.name} is no store of this experiment, or is damaged in line "
            f"{len(rows) + 2}: {error}."
        ) from None
    return settings, rows


def _cut_off_broken_line(file: Path) -> None:
    content = file.read_bytes()
    if content and not content.endswith(b"\n"):
        with file.open("r+b") as opened:
            opened.truncate(content.rfind(b"\n") + 1)
