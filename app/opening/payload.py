"""What the browser gets for the opening; `data.js` describes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.drawing.files import file_url
from app.opening.facts import people_scene, stored_people, stored_strangers
from app.opening.routes import FILM_NAME, FILM_URL
from app.opening.story import plain_story, scenes
from app.stage.addresses import scene_address
from app.takeaway.routes import offers
from lessons.course import COURSE, Place
from toy_models.guidance.answer import FILE, read_answer
from toy_models.guidance.rows import RESULTS


@dataclass(frozen=True)
class Door:
    """A way on."""

    title: str
    text: str
    path: str


FILM = "The story, without the app"
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def count(things: int) -> str:
    """In a word up to ten."""
    return WORDS[things] if things < len(WORDS) else str(things)


def learn(places: Sequence[Place]) -> str:
    """How many questions the course has, and how many of them can be opened."""
    there = [place for place in places if place.slug is not None]
    questions = f"{count(len(places)).capitalize()} questions"
    if len(there) == len(places):
        return f"{questions}: predict, see, explain"
    if not there:
        return f"{questions}; no lesson can be opened yet"
    if len(there) == 1:
        return f"{questions}; number {there[0].number} can be opened now"
    return f"{questions}; {count(len(there))} can be opened now"


def helps(file: Path = RESULTS / FILE) -> tuple[Door, ...]:
    """The door to the experiment on guidance, with its answer; none before there is one."""
    try:
        points = read_answer(file).points
    except ValueError:
        return ()
    gains = sum(point.difference.words == "more" for point in points)
    found = f"a gain in {gains} of {len(points)} settings" if gains else "mostly no gain, and why"
    text = f"A harder push on hard classes: {found}"
    return (Door("When does it help?", text, "/when-does-it-help"),)


DOORS = (
    Door("Learn", learn(COURSE.places), "/lessons"),
    Door("Play", "Train it yourself: every slider answers at once", "/playground"),
    *helps(),
    Door(
        "Train faces",
        "A finished training to look into; one command trains yours",
        "/face-run",
    ),
)


def data(asked: str) -> dict[str, Any]:
    """What the browser gets; `data.js` describes it."""
    scene = people_scene()
    return {
        "script": file_url("opening/browser/opening.js"),
        "run": scene_address(scene),
        "strangers": stored_strangers().message(),
        "story": plain_story(),
        "doors": [asdict(door) for door in DOORS],
        "files": [
            {"section": FILM, "words": "HTML film", "name": FILM_NAME, "address": FILM_URL},
            *(
                {
                    "section": offer.file.section,
                    "words": offer.file.words,
                    "name": offer.name,
                    "address": offer.address,
                }
                for name, offer in offers(scene, stored_people()).items()
                if name != "replay"  # the film takes its place
            ),
        ],
        "scene": asked,
    }


def refused(asked: str) -> str:
    """A sentence if there is no scene of this name, else nothing."""
    names = [scene.name for scene in scenes()]
    if not asked or asked in names:
        return ""
    return f"The opening has no scene of that name; it has {', '.join(names)}."
