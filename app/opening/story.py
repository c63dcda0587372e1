"""The story of the opening: a row for each scene.

A caption may hold numbers in braces; `numbers` takes them from the stored runs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from app.look.losses import loss_look
from app.opening.facts import (
    ARC,
    MARGIN_DEGREES,
    SOFTMAX,
    SV_ARC,
    angles,
    facing,
    kept_at,
    last_gaps,
    most_confused,
    nearly_right,
    stored_people,
    stored_strangers,
)
from app.opening.notes import (
    about,
    guidance_note,
    seeds_note,
    strangers_note,
    strangers_view,
)
from app.opening.runs import PEOPLE, WARM_UP

ASIDE = 18.0  # degrees from the middle at which the picture in focus stands


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything that the picture depends on; `data.js` describes the fields."""

    name: str
    title: str
    caption: str
    seconds: float
    panels: tuple[int, ...] = (SOFTMAX,)
    steps: tuple[int, int]
    camera: tuple[float, float] = (34.0, -26.0)
    drift: float = 2.0
    layers: tuple[str, ...] = ("points", "arrows")
    focus: int = -1
    measure: str = ""


CONFUSED_AT = 156  # the step at which a picture is nearer to another arrow
MARGIN_BEGINS_AT = 191  # the last step of plain softmax that is kept: captions read its angles
MARGIN_SEEN_AT = 308
RINGS_SEEN_AT = 308  # the last step at which a film of the rings is worth seeing
SCENES: tuple[Scene, ...] = (
    Scene(
        name="question",
        title="Question",
        caption="Twenty-four pictures of eight people. Which belong together?",
        seconds=4,
        steps=(0, 0),
        layers=("wall",),
    ),
    Scene(
        name="point",
        title="Point",
        caption="A network turns pictures into points on a sphere. Untrained, it puts all at "
        "nearly one spot.",
        seconds=5.5,
        steps=(24, 24),
        layers=("points",),
        drift=4,
    ),
    Scene(
        name="arrow",
        title="Arrows",
        caption="Each person has an arrow, the class weights. Training pulls pictures to "
        "their own.",
        seconds=5,
        steps=(24, CONFUSED_AT),
        layers=("points", "arrows", "pulls"),
        drift=4,
    ),
    Scene(
        name="rival",
        title="Support vector",
        caption="This picture's own arrow is {own} away. Another person's is nearer, {other}: it "
        "is a support vector.",
        seconds=6,
        steps=(CONFUSED_AT, CONFUSED_AT),
        layers=("points", "arrows", "ruler"),
        drift=1,
        measure="angles",
    ),
    Scene(
        name="softmax",
        title="Softmax",
        caption="Softmax pushes little once the own arrow is nearest. Its lead, the gap, averages "
        "{softmax_gap}.",
        seconds=5.5,
        steps=(CONFUSED_AT, PEOPLE.steps),
        layers=("points", "arrows", "band"),
        measure="gaps",
    ),
    Scene(
        name="margin",
        title="Margin",
        caption="A margin asks for a lead of {margin}. This picture has {short}: an arrow nearly "
        "as near is a support vector too.",
        seconds=6.5,
        panels=(SOFTMAX, ARC),
        steps=(MARGIN_BEGINS_AT, MARGIN_BEGINS_AT),
        layers=("points", "arrows", "ruler"),
        drift=1,
        measure="angles",
    ),
    Scene(
        name="gap",
        title="Gap",
        caption="Arc-Softmax has this margin and pulls on: the gap is {arc_gap}, not "
        "{softmax_gap}.",
        seconds=4.5,
        panels=(SOFTMAX, ARC),
        steps=(MARGIN_BEGINS_AT, PEOPLE.steps),
        layers=("points", "arrows", "band"),
        measure="gaps",
    ),
    Scene(
        name="guidance",
        title="Mining",
        caption="Mining works on hard cases. SV-Arc's guidance pushes harder where there is a "
        "support vector: rings.",
        seconds=6,
        panels=(SOFTMAX, ARC, SV_ARC),
        steps=(WARM_UP, RINGS_SEEN_AT),
        layers=("points", "arrows", "rings"),
        drift=3,
        measure="gaps",
    ),
    Scene(
        name="strangers",
        title="Strangers",
        caption="Strangers have no arrow: within a limit, two pictures are one person. A margin "
        "finds {arc_found} of pairs, softmax {softmax_found}.",
        seconds=7,
        panels=(),
        steps=(PEOPLE.steps, PEOPLE.steps),
        layers=("strangers",),
        drift=1.5,
        measure="strangers",
    ),
)


def numbers() -> dict[str, str]:
    """The numbers of the captions, in words, from the stored runs."""
    run, strangers = stored_people(), stored_strangers()
    gap_L = last_gaps()
    k = kept_at(run, CONFUSED_AT)
    confused = angles(run, k, SOFTMAX, most_confused(run, k))
    softmax_found, arc_found = strangers.recognised
    began = kept_at(run, MARGIN_BEGINS_AT)
    short = angles(run, began, ARC, _nearly_right())
    return {
        "own": f"{confused.own:.0f}°",
        "other": f"{confused.other:.0f}°",
        "margin": f"{MARGIN_DEGREES:.0f}°",
        # of the angles as they are shown, so that a reader who subtracts finds the same
        "short": f"{round(short.other) - round(short.own)}°",
        "softmax_gap": f"{gap_L[SOFTMAX]:.1f}°",
        "arc_gap": f"{gap_L[ARC]:.1f}°",
        "softmax_found": f"{100 * softmax_found:.0f} %",
        "arc_found": f"{100 * arc_found:.0f} %",
    }


@cache
def scenes() -> tuple[Scene, ...]:
    """The scenes with their numbers, pictures in focus and cameras."""
    run, words = stored_people(), numbers()
    k, began = kept_at(run, CONFUSED_AT), kept_at(run, MARGIN_BEGINS_AT)
    confused, short = most_confused(run, k), _nearly_right()
    middle = facing(run.weights(k, SOFTMAX).mean(0))
    start = facing(run.features(kept_at(run, 24), SOFTMAX).mean(0))
    aside = facing(run.features(k, SOFTMAX)[confused])
    beside = facing(run.features(began, ARC)[short])
    looks = {
        "question": (-1, start),
        "point": (-1, start),
        "arrow": (-1, middle),
        "rival": (confused, _off(aside)),
        "softmax": (confused, _off(aside)),
        "margin": (short, _off(beside)),
        "gap": (short, _off(beside)),
        "guidance": (-1, middle),
        "strangers": (-1, (0.0, 0.0)),
    }
    found = []
    for scene in SCENES:
        focus, camera = looks[scene.name]
        caption = scene.caption.format(**words)
        found.append(replace(scene, caption=caption, focus=focus, camera=camera))
    return tuple(found)


def _off(look: tuple[float, float]) -> tuple[float, float]:
    """A camera that sees what it looks at a little beside the middle."""
    yaw, pitch = look
    return yaw - ASIDE, pitch - ASIDE


def _nearly_right() -> int:
    run = stored_people()
    return nearly_right(run, kept_at(run, MARGIN_BEGINS_AT), kept_at(run, MARGIN_SEEN_AT))


def plain_story() -> dict[str, Any]:
    """The story for the browser."""
    return {
        "scenes": [asdict(scene) for scene in scenes()],
        "margins": [0.0, MARGIN_DEGREES, MARGIN_DEGREES],
        "looks": [loss_look(choice.name).message() for choice in PEOPLE.losses],
        "short": ["Softmax", "Arc-Softmax", "SV-Arc-Softmax"],
        "strangersNotes": [*strangers_note(), strangers_view()],
        "notes": [[], list(seeds_note()), list(guidance_note())],
        "about": about(),
    }
