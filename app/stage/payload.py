"""A run as the stage takes it: messages of a JSON header and typed arrays.

A finished run is one message; one that goes on is an opening and more frames.

K: kept steps, L: losses, N: recorded samples, C: classes, D: dimension as drawn, 2 or 3.

The layout stands in `browser/run.js`, which reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.figures.palette import class_colour, class_symbol
from app.figures.panels import parameters
from app.jobs.changes import Change, Settings, with_changes
from app.jobs.live import Moment
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.drawn import drawn, planes_of_run
from toy_models.record import Array, Run

FULL_RING_NATS = 4.0  # ln h from which a ring is as large as it gets
NAMED_AT_MOST = 12  # classes whose names still find room around a circle
ALIGNMENT = 8  # bytes: typed arrays must start on a multiple of their item's size


def run_message(result: Run) -> bytes:
    """The whole run."""
    return _message(result, planes_of_run(result.arrays["weights_LCD"], result.plane_at), {})


def opening_message(opening: Run, live: dict[str, Any]) -> bytes:
    """A run that goes on: what does not change, and the first frame."""
    return _message(opening, planes_of_run(opening.arrays["weights_LCD"]), {"live": live})


def frames_message(moments: Sequence[Moment], live: dict[str, Any]) -> bytes:
    """More frames of that run; without any, only what `live` tells."""
    header: dict[str, Any] = {"live": live, "steps": [], "captions": []}
    if not moments:
        return pack(header, {})
    first = moments[0].arrays
    arrays = {name: np.stack([one.arrays[name] for one in moments]) for name in first}
    header |= {"steps": [one.step for one in moments], "captions": captions(arrays)}
    return pack(header, _per_step(arrays))


def _message(result: Run, planes_LD2: Array | None, more: dict[str, Any]) -> bytes:
    arrays = drawn(result.arrays, planes_LD2)
    header = {
        "about": about(result),
        "steps": result.steps_K.tolist(),
        "captions": captions(arrays, result.accuracy_of),
        "changes": told_changes(result.config, [Change(*change) for change in result.changes]),
        **more,
    }
    fixed = {
        "labels": result.labels_N.astype(np.uint16),
        "mislabelled": (result.labels_N != result.true_labels_N).astype(np.uint8),
    }
    return pack(header, {**fixed, **_per_step(arrays)})


def _per_step(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays of frames, of a whole run or of a few, under the names of `browser/run.js`."""
    return {
        "margin": arrays["margin_LT"],
        "ring": rings(arrays),
        "rival": arrays["rival_LN"],
        "features": arrays["features_LND"],
        "weights": arrays["weights_LCD"],
        "force": arrays["push_LND"],
        "weightForce": arrays["weight_push_LCD"],
    }


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


def told_changes(config: RunConfig, changes: Sequence[Change]) -> list[list[Any]]:
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


def rings(arrays: Mapping[str, Array]) -> Array:
    """0 for a sample without a support vector, else 1 to 255, growing with ln h.  (K, L, N)."""
    grown = np.clip(arrays["log_h_LN"].astype(np.float32) / FULL_RING_NATS, 0, 1)
    has_one = arrays["support_LNc"].any(-1)
    return np.where(has_one, 1 + 254 * grown, 0).astype(np.uint8)


def _has_margin(choice: LossChoice) -> bool:
    spec, _ = spec_and_values(choice.name, dict(choice.parameters))
    return spec.margin is not None


def pack(header: dict[str, Any], arrays: dict[str, Array]) -> bytes:
    """Length of the header, header, padding, arrays; each array on a multiple of ALIGNMENT."""
    places: list[tuple[str, str, tuple[int, ...], int]] = []
    offset = 0
    for name, array in arrays.items():
        places.append((name, array.dtype.name, array.shape, offset))
        offset += _padded(array.nbytes)
    text = json.dumps({**header, "arrays": places}).encode()
    message = bytearray(_padded(4 + len(text)) + offset)
    message[:4] = len(text).to_bytes(4, "little")
    message[4 : 4 + len(text)] = text
    start = _padded(4 + len(text))
    for (_, _, _, at), array in zip(places, arrays.values(), strict=True):
        little = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"), copy=False))
        message[start + at : start + at + array.nbytes] = little.tobytes()
    return bytes(message)


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
