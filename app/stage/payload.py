"""The messages in which the browser gets a run.

A finished run is one message; one that goes on is an opening and more frames.
`run.js` reads them.  K: kept steps, L: losses, N: recorded samples, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.figures.palette import class_colour, class_symbol
from app.figures.panels import parameters
from app.jobs.changes import Change, Settings, with_changes
from app.jobs.frames import Moment
from app.scene.picture import picture
from app.scene.rows import Rows, joined
from app.scene.wire import pack
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.drawn import planes_of_run
from toy_models.record import Array, Run

NAMED_AT_MOST = 12  # classes whose names still find room around a circle


def run_message(result: Run) -> bytes:
    """The whole run."""
    return _message(result, planes_of_run(result.arrays["weights_LCD"], result.plane_at), {})


def opening_message(opening: Run, live: dict[str, Any]) -> bytes:
    """A run that goes on: what does not change, and the first frame."""
    return _message(opening, planes_of_run(opening.arrays["weights_LCD"]), {"live": live})


def frames_message(moments: Sequence[Moment], live: dict[str, Any]) -> bytes:
    """More frames of that run; without any, only what `live` says of the job."""
    header: dict[str, Any] = {"live": live, "steps": [], "captions": []}
    if not moments:
        return pack(header, {})
    rows = joined([moment.picture for moment in moments])
    measured = joined([moment.charted for moment in moments]).arrays(CAPTIONED)
    header |= {"steps": [moment.step for moment in moments], "captions": captions(measured)}
    return pack(header | {"layout": rows.layout}, {"frames": rows.bytes_KS})


def _message(result: Run, planes_LD2: Array | None, more: dict[str, Any]) -> bytes:
    rows = Rows.of(picture(result.arrays, planes_LD2))
    header = {
        "about": about(result),
        "steps": result.steps_K.tolist(),
        "captions": captions(result.arrays, result.accuracy_of),
        "changes": changes_in_words(result.config, [Change(*change) for change in result.changes]),
        "layout": rows.layout,
        **more,
    }
    arrays = {
        "labels": result.labels_N.astype(np.uint16),
        "mislabelled": (result.labels_N != result.true_labels_N).astype(np.uint8),
        "frames": rows.bytes_KS,
    }
    return pack(header, arrays)


def about(result: Run) -> dict[str, Any]:
    """What does not change from step to step."""
    classes = range(len(result.class_names))
    dimension = result.config.embedding
    return {
        "dimension": dimension if dimension <= 3 else 2,
        "projected": dimension > 3,
        "titles": result.titles,
        "parameters": [parameters(choice) for choice in result.config.losses],
        "hasMargin": [_has_margin(choice) for choice in result.config.losses],
        "classNames": result.class_names,
        "colours": [class_colour(k) for k in classes],
        "symbols": [class_symbol(k) for k in classes],
        "named": NAMED_AT_MOST,
        "ids": result.samples_N.tolist(),
        "alternative": alternative(result),
    }


#: The fields of a record that captions are made of.
CAPTIONED = ("test_accuracy_L", "support_samples_L")


def changes_in_words(config: RunConfig, changes: Sequence[Change]) -> list[list[Any]]:
    """What was changed by hand: the step, words, and each loss's parameters from then on."""
    titles = Settings(config).titles() if changes else []
    return [
        [
            change.step,
            change.words,
            [
                parameters(
                    with_changes(choice, title, changes[: at + 1]),
                    scale=any(one.name == "scale" for one in changes[: at + 1]),
                )
                for choice, title in zip(config.losses, titles, strict=True)
            ],
        ]
        for at, change in enumerate(changes)
    ]


def captions(
    arrays: Mapping[str, Array], accuracy_of: str = Run.accuracy_of
) -> list[list[list[str]]]:
    """Two lines below each panel, for each kept step."""
    return [
        [
            [f"{accuracy_of} {accuracy:.0%}", f"support vectors for {share:.0%}"]
            for accuracy, share in zip(accuracies, shares, strict=True)
        ]
        for accuracies, shares in zip(
            arrays["test_accuracy_L"].tolist(), arrays["support_samples_L"].tolist(), strict=True
        )
    ]


def alternative(result: Run) -> str:
    """The picture in words, for those who cannot see it."""
    lines = [
        f"{title} {accuracy:.0%}"
        for title, accuracy in zip(
            result.titles, result.arrays["test_accuracy_L"][-1].tolist(), strict=True
        )
    ]
    return (
        f"Features and class weights of {len(result.titles)} losses on {result.config.data.kind}, "
        f"{result.accuracy_of} at the last step: {', '.join(lines)}."
    )


def _has_margin(choice: LossChoice) -> bool:
    spec, _ = spec_and_values(choice.name, dict(choice.parameters))
    return spec.margin is not None
