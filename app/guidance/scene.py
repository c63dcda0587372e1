"""What is kept of a cell as a scene for the stage."""

from __future__ import annotations

import numpy as np

from app.scene.scene import STEP, Panel, Scene
from toy_models.guidance.shown import Shown


def scene(kept: Shown, seed: int) -> Scene:
    """Two families of the cell's people, in both arms.

    Pushes are not kept.
    """
    arrays = dict(kept.arrays)
    features, weights = arrays["features_LND"], arrays["weights_LCD"]
    arrays["push_LND"] = np.zeros(features.shape, np.int8)
    arrays["weight_push_LCD"] = np.zeros(weights.shape, np.int8)
    return Scene(
        panels=tuple(
            Panel(title=title, loss=loss, parameters=parameters, has_margin=False, seed=seed)
            for title, loss, parameters in zip(
                kept.titles, kept.losses, kept.parameters, strict=True
            )
        ),
        class_names=kept.class_names,
        labels_N=kept.labels_N,
        true_labels_N=kept.true_labels_N,
        samples_N=kept.samples_N,
        steps_K=kept.steps_K,
        arrays=arrays,
        dimension=features.shape[-1],
        data="families",
        caption=(
            f"Guidance experiment, setting {kept.cell}, seed {seed}: {len(kept.class_names)} of "
            f"its people, {len(kept.labels_N)} training pictures, step {STEP}.",
        ),
        file_stem=f"guidance_{kept.cell.replace(' ', '-')}",
        plane_at=-1,
    )
