"""A lesson, read from its folder: text, figures, notes.

    narrative.md    the text, with places for numbers and figures
    recall.md       two questions that later lessons ask again
    notes.md        for teachers
    experiment.py   Config, Result, run(config, progress) -> Result, shown_runs(result)
    figures.py      figures(result, shown) -> the figures by the names of their slots
    numbers.py      numbers(result, shown) -> the numbers of the narrative
    results/        what `python -m lessons SLUG --run` stored

`shown(name)` is a stored run that the reader sees move, a key of `shown_runs`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from lessons.blocks import NarrativeError
from lessons.figure import Figure
from lessons.narrative import Narrative, Question, parse, parse_recall
from lessons.result import StoredResult, stored_run
from toy_models.record import Run

Shown = Callable[[str], Run]


@dataclass(frozen=True)
class Lesson:
    """A lesson, ready to be shown."""

    slug: str  # the name of its folder, in the address of its page
    narrative: Narrative
    figures: Mapping[str, Figure]  # by the name of their slot
    notes: str  # for teachers, Markdown
    provenance: str  # of the stored result
    recall: tuple[Question, ...] = ()  # asked again: in the next lesson, and three later


@dataclass(frozen=True)
class Folder:
    """The folder of a lesson, and its Python modules."""

    path: Path
    package: str  # "lessons.sv_softmax"

    @property
    def slug(self) -> str:
        """The name of the folder."""
        return self.path.name

    @property
    def results(self) -> Path:
        """Where its result and its runs are stored."""
        return self.path / "results"

    def module(self, name: str) -> ModuleType:
        """`experiment`, `figures` or `numbers`."""
        return importlib.import_module(f"{self.package}.{name}")

    def text(self, name: str) -> str:
        """`narrative.md` or `notes.md`, as written."""
        return (self.path / name).read_text()

    def result(self) -> StoredResult:
        """The stored result.  Raises ValueError as `StoredResult.load`, OSError without a file."""
        stored: StoredResult = self.module("experiment").Result.load(self.results / "result.npz")
        return stored

    def shown(self, name: str) -> Run:
        """A stored run that the reader sees move.  Raises as `result`."""
        return stored_run(self.results / f"{name}.npz")


def read_lesson(folder: Folder) -> Lesson:
    """Read a lesson and its stored result.

    Raises:
        ValueError: a file is missing, or cannot be read.
    """
    try:
        result = folder.result()
        numbers = folder.module("numbers").numbers(result, folder.shown)
        narrative = parse(folder.text("narrative.md"), numbers)
        recall = parse_recall(folder.text("recall.md"), numbers)
        notes = folder.text("notes.md")
    except (OSError, ModuleNotFoundError) as error:
        raise ValueError(f"The lesson {folder.slug} is not complete: {error}.") from None
    figures = folder.module("figures").figures(result, folder.shown)
    check_slots(narrative, figures)
    return Lesson(folder.slug, narrative, figures, notes, result.provenance, recall)


def check_slots(narrative: Narrative, figures: Mapping[str, Figure]) -> None:
    """Raise NarrativeError if a slot, a drawing or a link of the narrative names no figure."""
    for part in narrative.parts():
        if part.drawing and part.drawing.ask not in getattr(
            figures.get(part.drawing.slot), "asks", ()
        ):
            asked = f"{part.drawing.slot}.{part.drawing.ask}"
            raise NarrativeError(f"There is no figure that asks for {asked!r}.")
        for slot in part.slots:
            if slot.name not in figures:
                raise NarrativeError(f"There is no figure for the slot {slot.name!r}.")
        for link in part.links:
            if link.slot not in figures:
                raise NarrativeError(f"A link sets the figure {link.slot!r}, which does not exist.")
