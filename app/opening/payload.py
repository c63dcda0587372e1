"""What the browser gets for the opening; `data.js` describes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from app.drawing.files import file_url
from app.opening.facts import people_scene, stored_people, stored_strangers
from app.opening.routes import FILM_NAME, FILM_URL
from app.opening.story import plain_story, scenes
from app.stage.addresses import scene_address
from app.takeaway.routes import offers


@dataclass(frozen=True)
class Door:
    """A way on."""

    title: str
    text: str
    path: str


DOORS = (
    Door("Learn", "Ten questions: predict, see, explain", "/lessons"),
    Door("Play", "Train it yourself: every slider answers at once", "/playground"),
    Door("Train faces", "The same losses at full scale, and what a run shows", "/face-run"),
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
            {"words": "HTML film", "name": FILM_NAME, "address": FILM_URL},
            *(
                {"words": offer.file.words, "name": offer.name, "address": offer.address}
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
