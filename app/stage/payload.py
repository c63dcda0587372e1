"""The messages in which the browser gets a scene; `run.js` reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.jobs.frames import Moment
from app.look.classes import class_colour, class_symbol
from app.scene.picture import picture
from app.scene.pictures import Pictures
from app.scene.rows import Rows, joined
from app.scene.scene import ChangeByHand, Scene
from app.scene.wire import pack
from app.stage.equations import choices_message, equations
from toy_models.config import LossChoice
from toy_models.drawn import MOST_DIMENSIONS, planes_of
from toy_models.record import Array

NAMED_AT_MOST = 12  # classes whose names still find room around a circle
#: The fields of a record that captions are made of.
CAPTIONED = ("test_accuracy_L", "support_samples_L")


def scene_message(scene: Scene, live: Mapping[str, Any] | None = None) -> bytes:
    """A whole scene; or the opening of one that goes on, with what `live` says of its job."""
    planes_LD2 = planes_of(scene.arrays["weights_LCD"][scene.plane_at])
    rows = Rows.of(picture(scene.arrays, planes_LD2))
    header = {
        "about": about(scene),
        "steps": scene.steps_K.tolist(),
        "captions": captions(scene.arrays, scene.accuracy_of),
        "changes": changes_message(scene.changes),
        "choices": choices_message(scene.choices_KL or ()),
        "layout": rows.layout,
    }
    arrays = {
        "labels": scene.labels_N.astype(np.uint16),
        "mislabelled": (scene.labels_N != scene.true_labels_N).astype(np.uint8),
        "trueLabels": scene.true_labels_N.astype(np.uint16),
        "frames": rows.bytes_KS,
    }
    if scene.pictures is not None:
        arrays["pictures"] = scene.pictures.images_PHW
    return pack(header if live is None else {**header, "live": live}, arrays)


def frames_message(
    moments: Sequence[Moment],
    accuracy_of: str,
    live: Mapping[str, Any],
    choices_KL: Sequence[Sequence[LossChoice]] = (),
) -> bytes:
    """More frames of a scene that goes on; without any, only what `live` says of its job.

    `choices_KL` are the losses as they were at the step of each moment.
    """
    header: dict[str, Any] = {"live": live, "steps": [], "captions": []}
    if not moments:
        return pack(header, {})
    rows = joined([moment.picture for moment in moments])
    measured = joined([moment.charted for moment in moments]).arrays(CAPTIONED)
    header["steps"] = [moment.step for moment in moments]
    header["captions"] = captions(measured, accuracy_of)
    header["choices"] = choices_message(choices_KL)
    return pack({**header, "layout": rows.layout}, {"frames": rows.bytes_KS})


def about(scene: Scene) -> dict[str, Any]:
    """What does not change from step to step."""
    classes = range(len(scene.class_names))
    projected = scene.dimension > MOST_DIMENSIONS
    return {
        "dimension": 2 if projected else scene.dimension,
        "projected": projected,
        "titles": scene.titles,
        "looks": [look.message() for look in scene.looks],
        "parameters": [panel.parameters for panel in scene.panels],
        "warmUp": [panel.warm_up for panel in scene.panels],
        "hasMargin": [panel.has_margin for panel in scene.panels],
        "classNames": scene.class_names,
        "colours": [class_colour(k) for k in classes],
        "symbols": [class_symbol(k) for k in classes],
        "named": NAMED_AT_MOST,
        "ids": scene.samples_N.tolist(),
        "alternative": alternative(scene),
        "equations": equations(scene),
        "pictures": _about_pictures(scene.pictures),
    }


def _about_pictures(pictures: Pictures | None) -> dict[str, Any] | None:
    if pictures is None:
        return None
    _, height, width = pictures.images_PHW.shape
    return {
        "height": height,
        "width": width,
        "ink": pictures.ink,
        "portraits": pictures.portraits_C.tolist(),
    }


def changes_message(changes: Sequence[ChangeByHand]) -> list[tuple[int, str, Sequence[str]]]:
    """The changes by hand, as the browser reads them."""
    return [(change.step, change.words, change.parameters_L) for change in changes]


def captions(arrays: Mapping[str, Array], accuracy_of: str) -> list[list[list[str]]]:
    """Two lines below each panel, for each kept step."""
    return [
        [
            [f"{accuracy_of} {accuracy:.0%}", f"support vectors for {share:.0%}"]
            for accuracy, share in zip(accuracies, shares, strict=True)
        ]
        for accuracies, shares in zip(*(arrays[name].tolist() for name in CAPTIONED), strict=True)
    ]


def alternative(scene: Scene) -> str:
    """The picture in words, for those who cannot see it."""
    accuracies = scene.arrays["test_accuracy_L"][-1].tolist()
    lines = [
        f"{title} {accuracy:.0%}" for title, accuracy in zip(scene.titles, accuracies, strict=True)
    ]
    return (
        f"Features and class weights of {len(scene.panels)} losses on {scene.data}, "
        f"{scene.accuracy_of} at the last step: {', '.join(lines)}."
    )
