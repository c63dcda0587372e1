"""The ten questions of the course, and the lessons that there are.

Those without a folder are named as what they are: planned.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from lessons.figure import Figure
from lessons.narrative import Narrative, NarrativeError, parse

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Place:
    """A lesson's place in the course."""

    number: int
    question: str
    subject: str
    slug: str | None = None  # its folder, if it exists


COURSE = (
    Place(1, "Why angles?", "softmax on the circle"),
    Place(2, "How large must s be?", "the scale and the floor of the loss"),
    Place(3, "Where does a margin lie?", "three margins in one plane"),
    Place(4, "Who gets the gradient?", "focal loss against hard mining"),
    Place(5, "Which wrong classes deserve a harder push?", "SV-Softmax", "sv_softmax"),
    Place(6, "What do guidance and margin do together?", "SV-X-Softmax"),
    Place(7, "What if labels are wrong?", "the duel with noise"),
    Place(8, "How many classes find room?", "what a margin can meet at all"),
    Place(9, "Does it hold for strangers?", "open-set verification"),
    Place(10, "What is broken here?", "a gallery of failures"),
)


@dataclass(frozen=True)
class Lesson:
    """A lesson, ready to be shown."""

    slug: str
    narrative: Narrative
    figures: Mapping[str, Figure]  # by the name of their slot
    notes: str  # for the one who teaches, Markdown
    provenance: str  # of the stored result

    def short(self, name: str) -> str:
        """The place of a six-line function of this lesson."""
        return f"lessons.{self.slug}.in_six_lines:{name}"


@functools.cache
def open_lesson(slug: str) -> Lesson:
    """Read a lesson and its stored result.

    Raises:
        ValueError: there is no such lesson, or its narrative or its result cannot be read.
    """
    if slug not in {place.slug for place in COURSE if place.slug}:
        there = ", ".join(place.slug for place in COURSE if place.slug)
        raise ValueError(f"There is no lesson of this name. There is: {there}.")
    folder = FOLDER / slug
    try:
        stored = _of(slug, "stored").result()
        narrative = parse(
            (folder / "narrative.md").read_text(), _of(slug, "numbers").numbers(stored)
        )
        notes = (folder / "notes.md").read_text()
    except OSError as error:
        raise ValueError(f"The lesson {slug} is not complete: {error}.") from None
    figures: Mapping[str, Figure] = _of(slug, "figures").figures(stored)
    _check(narrative, figures)
    return Lesson(slug, narrative, figures, notes, stored.provenance)


def _of(slug: str, part: str) -> ModuleType:
    return importlib.import_module(f"lessons.{slug}.{part}")


def _check(narrative: Narrative, figures: Mapping[str, Figure]) -> None:
    for part in narrative.parts():
        for name in (slot.name for slot in part.slots):
            if name not in figures:
                raise NarrativeError(f"There is no figure for the slot {name!r}.")
        for link in part.links:
            if link.slot not in figures:
                raise NarrativeError(f"A link sets the figure {link.slot!r}, which there is not.")
