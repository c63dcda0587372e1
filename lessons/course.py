"""The course: the lessons that there are, and those that are planned.

A lesson is a folder with a `narrative.md`.  It is found by being there: nothing lists it.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass
from pathlib import Path

from lessons.lesson import Folder, Lesson, read_lesson
from lessons.narrative import Question, front_matter


@dataclass(frozen=True)
class Place:
    """A line of the course's overview."""

    number: int
    question: str
    subject: str
    slug: str | None = None  # None: planned
    minutes: int = 0


#: A lesson of the same number takes the place of its plan.
PLANNED = (
    Place(1, "Why angles?", "softmax on the circle"),
    Place(2, "How large must s be?", "the scale and the floor of the loss"),
    Place(3, "Where does a margin lie?", "three margins in one plane"),
    Place(4, "Who gets the gradient?", "focal loss against hard mining"),
    Place(5, "Which wrong classes deserve a harder push?", "SV-Softmax"),
    Place(6, "What do guidance and margin do together?", "SV-X-Softmax"),
    Place(7, "What if labels are wrong?", "the duel with noise"),
    Place(8, "How many classes find room?", "what a margin can meet at all"),
    Place(9, "Does it hold for strangers?", "open-set verification"),
    Place(10, "What does the length still know?", "a measure of quality"),
)


@dataclass(frozen=True)
class Course:
    """The lessons of a package, each in a folder of its own."""

    package: str = "lessons"
    planned: tuple[Place, ...] = PLANNED

    @property
    def folders(self) -> dict[str, Folder]:
        """The folders of the lessons, by slug."""
        roots = map(Path, importlib.import_module(self.package).__path__)
        paths = sorted(file.parent for root in roots for file in root.glob("*/narrative.md"))
        return {path.name: Folder(path, f"{self.package}.{path.name}") for path in paths}

    @property
    def places(self) -> tuple[Place, ...]:
        """The lessons and the plans, by number.

        Raises:
            NarrativeError: a lesson has no readable front matter.
        """
        found = [_place(folder) for folder in self.folders.values()]
        taken = {place.number for place in found}
        planned = [place for place in self.planned if place.number not in taken]
        return tuple(sorted([*found, *planned], key=lambda place: place.number))

    def asked_again(self, number: int) -> tuple[tuple[Place, Question], ...]:
        """What the lesson of a number asks at its start: of the one before, and three before.

        Raises:
            ValueError: one of those lessons cannot be read.
        """
        slugs = {place.number: place for place in self.places if place.slug}
        found = []
        for back, at in ((1, 0), (3, 1)):
            place = slugs.get(number - back)
            if place and place.slug:
                found.append((place, open_lesson(place.slug, self).recall[at]))
        return tuple(found)


@functools.cache
def _place(folder: Folder) -> Place:
    """Its title is a question, and after the question mark its subject; read once a process."""
    about = front_matter(folder.text("narrative.md"))
    question, mark, subject = about.title.partition("?")
    return Place(about.number, question + mark, subject.strip(), folder.slug, about.minutes)


COURSE = Course()


@functools.cache
def open_lesson(slug: str, course: Course = COURSE) -> Lesson:
    """Read a lesson and its stored result, once a process.

    Raises:
        ValueError: there is no such lesson, or its narrative or its result cannot be read.
    """
    folders = course.folders
    if slug not in folders:
        raise ValueError(f"There is no lesson of this name. There is: {', '.join(folders)}.")
    return read_lesson(folders[slug])
