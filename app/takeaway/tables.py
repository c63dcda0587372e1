"""A run as tidy CSV tables: one observation a row, the unit in the name of each column.

    measures    a row for every kept step and loss
    samples     a row for every kept step, loss and recorded sample
    weights     a row for every kept step, loss and class

Numbers are as exact as the record: unit vectors to 1 / 32767, the rest to float16.  Steps count
from 0, before the first step of the optimiser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from app.figures.panels import labels
from toy_models.record import OWNERS, Array, Run, unpack_unit

SIX_DIGITS = "%.6g"


def measures(result: Run) -> bytes:
    """What is measured of each loss as a whole."""
    steps, losses = _shape(result)
    arrays = result.arrays
    owners = {
        f"gradient_share_{owner.replace(' ', '_').replace('-', '_')}": (
            arrays["gradient_share_L4"][..., at]
        )
        for at, owner in enumerate(OWNERS)
    }
    return _csv(
        {
            "step": np.repeat(result.steps_K, losses),
            "loss": np.tile(labels(result), steps),
            "seed": np.full(steps * losses, result.config.seed),
            "test_accuracy_share": arrays["test_accuracy_L"],
            "train_accuracy_share": arrays["train_accuracy_L"],
            "angle_gap_degrees": np.degrees(arrays["angle_gap_L"]),
            "samples_with_support_vectors_share": arrays["support_samples_L"],
            "pairs_that_are_support_vectors_share": arrays["support_pairs_L"],
            # Losses of different kinds are on different scales: compare one with itself alone.
            "mean_loss_nats": arrays["loss_LN"].astype(np.float32).mean(-1),
            **owners,
        }
    )


def samples(result: Run) -> bytes:
    """Where every recorded sample stands, and what its loss makes of it."""
    steps, losses = _shape(result)
    count = len(result.samples_N)
    arrays = result.arrays
    names = np.array(result.class_names)
    bits = np.unpackbits(arrays["support_LNc"], axis=-1, count=len(names))
    return _csv(
        {
            "step": np.repeat(result.steps_K, losses * count),
            "loss": np.tile(np.repeat(labels(result), count), steps),
            "sample": np.tile(result.samples_N, steps * losses),
            "label": np.tile(names[result.labels_N], steps * losses),
            "true_label": np.tile(names[result.true_labels_N], steps * losses),
            "angle_to_label_degrees": _degrees(arrays["target_angle_LN"]),
            "nearest_wrong_class": names[arrays["rival_LN"].ravel()],
            "angle_to_nearest_wrong_class_degrees": _degrees(arrays["rival_angle_LN"]),
            "support_vectors_count": bits.sum(-1, dtype=np.int64),
            "largest_ln_h_nats": arrays["log_h_LN"],
            "mining_weight_g": arrays["mining_LN"],
            "loss_nats": arrays["loss_LN"],
            "gradient_on_direction_nats": arrays["force_LN"],
            "feature_length_before_normalisation": arrays["norms_LN"],
            **_vectors("feature", arrays["features_LND"]),
        }
    )


def weights(result: Run) -> bytes:
    """Where every class weight points."""
    steps, losses = _shape(result)
    names = result.class_names
    return _csv(
        {
            "step": np.repeat(result.steps_K, losses * len(names)),
            "loss": np.tile(np.repeat(labels(result), len(names)), steps),
            "class": np.tile(names, steps * losses),
            **_vectors("weight", result.arrays["weights_LCD"]),
        }
    )


#: By the name in an address.
TABLES: dict[str, Callable[[Run], bytes]] = {
    "measures": measures,
    "samples": samples,
    "weights": weights,
}


def _shape(result: Run) -> tuple[int, int]:
    return len(result.steps_K), len(result.titles)


def _degrees(angles: Array) -> Array:
    return np.degrees(angles.astype(np.float32))


def _vectors(what: str, packed: Array) -> dict[str, Array]:
    """A column for each coordinate of unit vectors (..., D)."""
    unit = unpack_unit(packed)
    return {f"{what}_x{d + 1}_unit_vector": unit[..., d] for d in range(unit.shape[-1])}


def _csv(columns: Mapping[str, Array]) -> bytes:
    """UTF-8 with a header; each column in the order of its rows, of any shape."""
    flat = {name: np.asarray(column).ravel() for name, column in columns.items()}
    wide = {
        name: column.astype(np.float64) if column.dtype.kind == "f" else column
        for name, column in flat.items()
    }
    text: str = pd.DataFrame(wide).to_csv(index=False, float_format=SIX_DIGITS, lineterminator="\n")
    return text.encode()
