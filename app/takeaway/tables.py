"""A scene as tidy CSV tables: one observation a row, the unit in the name of each column.

    measures    a row for every kept step and loss
    samples     a row for every kept step, loss and recorded sample
    weights     a row for every kept step, loss and class

Numbers are as exact as the record: unit vectors to 1 / 32767, the rest to float16.  Steps count
from 0, before the first step of the optimiser.  Where the nearest wrong class or the true class is
none of the scene's, its name is "(not shown)"; the angle is the measured one.

A table is written a kept step at a time: the whole of it, a hundred megabytes for six losses in 64
dimensions, is never in memory.

L: losses, N: recorded samples, C: classes, D: embedding dimension; c: C / 8 bytes of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from app.scene.scene import Scene
from toy_models.record import OWNERS, Array, unpack_unit
from toy_models.spreadsheet import as_text

SIX_DIGITS = "%.6g"
NOT_SHOWN = "(not shown)"
ROWS_AT_ONCE = 100  # while they are written, no other thread of the server runs


def measures(scene: Scene) -> Iterator[bytes]:
    """What is measured of each loss as a whole."""
    return _csv(
        scene,
        {"loss": _texts(scene.labels), "seed": np.array([panel.seed for panel in scene.panels])},
        {
            "test_accuracy_share": ("test_accuracy_L", _as_it_is),
            "train_accuracy_share": ("train_accuracy_L", _as_it_is),
            "angle_gap_degrees": ("angle_gap_L", np.degrees),
            "samples_with_support_vectors_share": ("support_samples_L", _as_it_is),
            "pairs_that_are_support_vectors_share": ("support_pairs_L", _as_it_is),
            # Losses of different kinds are on different scales: compare a loss with itself alone.
            "mean_loss_nats": ("loss_LN", lambda loss: loss.astype(np.float32).mean(-1)),
            **{
                f"gradient_share_{owner.replace(' ', '_').replace('-', '_')}": (
                    "gradient_share_L4",
                    _entry(at),
                )
                for at, owner in enumerate(OWNERS)
            },
        },
    )


def samples(scene: Scene) -> Iterator[bytes]:
    """Each recorded sample at each kept step: its position, its angles, its loss."""
    losses, count = len(scene.panels), len(scene.samples_N)
    names = _texts(scene.class_names)
    names_or_not_shown = _texts([*scene.class_names, NOT_SHOWN])

    def support_vectors(packed: Array) -> Array:
        return np.unpackbits(packed, axis=-1, count=len(names)).sum(-1, dtype=np.int64)

    return _csv(
        scene,
        {
            "loss": np.repeat(_texts(scene.labels), count),
            "sample": np.tile(scene.samples_N, losses),
            "label": np.tile(names[scene.labels_N], losses),
            "true_label": np.tile(names_or_not_shown[scene.true_labels_N], losses),
        },
        {
            "angle_to_label_degrees": ("target_angle_LN", _degrees),
            "nearest_wrong_class": ("rival_LN", lambda rivals: names_or_not_shown[rivals]),
            "angle_to_nearest_wrong_class_degrees": ("rival_angle_LN", _degrees),
            "support_vectors_count": ("support_LNc", support_vectors),
            "largest_ln_h_nats": ("log_h_LN", _as_it_is),
            "mining_weight_g": ("mining_LN", _as_it_is),
            "loss_nats": ("loss_LN", _as_it_is),
            "gradient_on_direction_nats": ("force_LN", _as_it_is),
            "feature_length_before_normalisation": ("norms_LN", _as_it_is),
            **_coordinates("feature", "features_LND", scene),
        },
    )


def weights(scene: Scene) -> Iterator[bytes]:
    """The direction of each class weight at each kept step."""
    names = _texts(scene.class_names)
    return _csv(
        scene,
        {
            "loss": np.repeat(_texts(scene.labels), len(names)),
            "class": np.tile(names, len(scene.panels)),
        },
        _coordinates("weight", "weights_LCD", scene),
    )


#: For each column the array that it is made of, and how.
Columns = Mapping[str, tuple[str, Callable[[Array], Array]]]


#: By the name in an address.
TABLES: dict[str, Callable[[Scene], Iterator[bytes]]] = {
    "measures": measures,
    "samples": samples,
    "weights": weights,
}


def _entry(at: int) -> Callable[[Array], Array]:
    return lambda array: array[..., at]


def _coordinate(d: int) -> Callable[[Array], Array]:
    return lambda packed: unpack_unit(packed[..., d])


def _as_it_is(array: Array) -> Array:
    return array


def _degrees(angles: Array) -> Array:
    return np.degrees(angles.astype(np.float32))


def _coordinates(what: str, name: str, scene: Scene) -> Columns:
    """A column for each coordinate of unit vectors (..., D)."""
    return {
        f"{what}_x{d + 1}_unit_vector": (name, _coordinate(d))
        for d in range(scene.arrays[name].shape[-1])
    }


def _texts(texts: Sequence[str]) -> Array:
    """Texts as objects: repeated, each is one object, however long it is."""
    return np.array([as_text(text) for text in texts], object)


def _csv(scene: Scene, index: Mapping[str, Array], columns: Columns) -> Iterator[bytes]:
    """UTF-8 with a header, in pieces; without the columns whose arrays the scene does not have.

    Args:
        scene: what the table is of.
        index: the first columns, the same at each kept step.
        columns: the others, each from its array at a kept step.
    """
    arrays = scene.arrays
    used = {of for of, _ in columns.values()} & arrays.keys()
    for k, step in enumerate(scene.steps_K):
        here = {of: arrays[of][k] for of in used}
        made = {name: make(here[of]) for name, (of, make) in columns.items() if of in here}
        flat = {name: np.asarray(column).ravel() for name, column in {**index, **made}.items()}
        wide = {
            name: column.astype(np.float64) if column.dtype.kind == "f" else column
            for name, column in flat.items()
        }
        piece: str = pd.DataFrame({"step": step, **wide}).to_csv(
            index=False,
            header=k == 0,
            float_format=SIX_DIGITS,
            lineterminator="\n",
            chunksize=ROWS_AT_ONCE,
        )
        yield piece.encode()
