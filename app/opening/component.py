"""The opening on a Streamlit page."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

import streamlit as st

from app.drawing.component import script
from app.drawing.files import file_text, file_url
from app.opening.facts import stored_people, stored_pictures, stored_strangers
from app.opening.story import plain_story, scenes
from app.scene.pictures import pictures_of
from app.scene.scene import Scene
from app.stage.addresses import scene_address
from app.takeaway.routes import offers
from app.toy_runs.comparison import scene_of

QUESTION = "Which pictures are of the same person?"
KEY = "opening"

_opening = st.components.v2.component(
    "margins_and_mining_opening",
    html=f'<div class="opening"><h1>{QUESTION}</h1></div>',
    css=file_text("opening/browser/opening.css"),
    js=script("Opening", "opening"),
    isolate_styles=False,
)


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


@cache
def people_scene() -> Scene:
    """The run of eight people as a scene, made once."""
    run = stored_people()
    pictures = pictures_of(stored_pictures(), run.true_labels_N, len(run.class_names))
    return replace(scene_of(run), pictures=pictures)


def opening(asked: str) -> None:
    """Show the story.

    Args:
        asked: the name of the scene to open at; "" for the first.
    """
    _opening(data=data(asked), key=KEY)


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
            {"words": offer.file.words, "name": offer.name, "address": offer.address}
            for offer in offers(scene, stored_people()).values()
        ],
        "scene": asked,
    }


def refused(asked: str) -> str:
    """A sentence if there is no scene of this name, else nothing."""
    names = [scene.name for scene in scenes()]
    if not asked or asked in names:
        return ""
    return f"The opening has no scene of that name; it has {', '.join(names)}."
