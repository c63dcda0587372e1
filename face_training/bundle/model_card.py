"""The model card of an exported network: its data and training, its measures, its limits."""

from __future__ import annotations

from collections.abc import Mapping

from face_training.bundle.bundle import BundleInfo
from face_training.evaluation.protocols import Measure, measure_named

CONSENT = (
    "Face recognition identifies people by their bodies. Use this model only on photographs of "
    "people who know of it and have freely agreed, for a purpose that they know, and where the "
    "law allows it. Keep embeddings as you would keep the photographs: they identify people too, "
    "and they should be deleted when consent ends. Do not use it for surveillance, for decisions "
    "about a person without a human who answers for them, or to infer anything but identity."
)
LIMITS = (
    "The measures above hold for the sets they were taken on and for faces that were found and "
    "aligned in the same way. Error rates differ between groups of people, ages, cameras and "
    "light; measure them on your own photographs before you trust a threshold. A threshold taken "
    "from one set gives another false accept rate on another. A photograph of a photograph passes: "
    "nothing here tells a living face from a picture of one."
)


def model_card(info: BundleInfo, made_of: Mapping[str, str]) -> str:
    """The card as Markdown; `made_of` describes data, loss and training, by name."""
    expected = info.input
    lines = [f"# {info.title}", "", "## What it was made of", ""]
    lines += [f"* **{name}**: {words}" for name, words in made_of.items()]
    lines += ["", "## How to feed it", ""]
    lines += [
        f"Faces of {expected.size} x {expected.size} pixels, {expected.colours}, as float32 "
        f"(value - {expected.mean:g}) / {expected.scale:g}, shape (images, 3, {expected.size}, "
        f"{expected.size}); {_at_a_time(expected.batch)}. Five landmarks (eyes, nose, corners of "
        "the mouth, left before right in the picture) are brought by a similarity to",
        "",
        *(f"    {x:8.4f} {y:8.4f}" for x, y in expected.template),
        "",
        f"It gives {info.dimension} numbers. "
        + ("Add those of the mirror image, then bring" if info.flip else "Bring")
        + " the vector to length 1. Two photographs are compared by the cosine.",
        "",
        "## How good it is",
        "",
    ]
    if info.measures:
        lines += ["| set | measure | value | better |", "|---|---|---|---|"]
        lines += [
            _measured(set_name, measure_named(name), value)
            for set_name, measures in info.measures.items()
            for name, value in measures.items()
        ]
        notes = [f"* {name}: {note}" for name, found in info.notes.items() for note in found]
        lines += ["", *notes] if notes else []
    else:
        lines += ["It was not measured: nothing is known of how good it is."]
    lines += ["", "## Thresholds", ""]
    if info.thresholds:
        lines += [
            "| false accept rate | same person if the cosine is above | genuine pairs accepted "
            "| taken from | impostor pairs there |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {threshold.far:g} | {threshold.cosine:.4f} | {threshold.tar:.4f} "
            f"| {threshold.on} | {threshold.impostors:,} |"
            for threshold in info.thresholds
        ]
    else:
        lines += ["None: it was exported without a set to take one from."]
    lines += ["", "## Limits", "", LIMITS, "", "## Consent", "", CONSENT, ""]
    return "\n".join(lines)


def _measured(set_name: str, measure: Measure, value: float) -> str:
    return f"| {set_name} | {measure.title} | {measure.text(value)} | {measure.better} |"


def _at_a_time(batch: int) -> str:
    return f"{batch} at a time" if batch else "any number of images"
