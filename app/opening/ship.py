"""Make the runs of the opening again: `python -m app.opening.ship`, about ten minutes on one core.

python -m app.opening.ship people       eight people, with every seed; the first is shown
python -m app.opening.ship strangers    a hundred people, tested on others
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch.nn.functional import normalize

from app.opening.runs import (
    DRAWN,
    DRAWN_PICTURES,
    FAR,
    FINE,
    PEOPLE,
    PEOPLE_FILE,
    PICTURES_FILE,
    SEEDS,
    SEEDS_FILE,
    STRANGERS,
    STRANGERS_FILE,
    UNSEEN,
    UNSEEN_PICTURES,
    people,
)
from app.opening.strangers import Strangers, measured
from toy_models.config import RunConfig
from toy_models.data import Faces
from toy_models.features import features_of
from toy_models.record import Run
from toy_models.training import Training, train


def ship_people() -> None:
    """Train with every seed; store the run that is shown, and what all reached."""
    runs = []
    for seed in SEEDS:
        run = train(people(seed))
        runs.append(run)
        print(f"seed {seed}: gap {reached([run])['gap_degrees'][0]}", flush=True)
        if seed == PEOPLE.seed:
            run.save(PEOPLE_FILE)
            np.savez_compressed(PICTURES_FILE, images_NHW=fine_pictures(run))
    SEEDS_FILE.write_text(json.dumps(reached(runs), indent=1) + "\n")


def reached(runs: Sequence[Run]) -> dict[str, Any]:
    """What runs that differ in the seed reached, by seed and loss."""
    return {
        "seeds": [run.config.seed for run in runs],
        "titles": list(runs[0].titles),
        "gap_degrees": [
            np.degrees(run.arrays["angle_gap_L"][-1].astype(float)).round(3).tolist()
            for run in runs
        ],
        "test_accuracy": [
            run.arrays["test_accuracy_L"][-1].astype(float).round(4).tolist() for run in runs
        ],
    }


def fine(faces: Faces) -> Faces:
    """The same faces for human eyes: more pixels and no grain."""
    return replace(faces, size=FINE, grain=0.0)


def fine_pictures(run: Run) -> np.ndarray:
    """The recorded pictures of a run for human eyes.  uint8 (N, H, W)."""
    assert isinstance(run.config.data, Faces)
    inputs_NHW = fine(run.config.data).load(run.config.seed).inputs_NI[run.samples_N]
    return np.round(inputs_NHW * 255).astype(np.uint8)


def ship_strangers() -> None:
    """Train on a hundred people and measure on others."""
    strangers_of(STRANGERS, UNSEEN, UNSEEN_PICTURES).save(STRANGERS_FILE)


def strangers_of(config: RunConfig, unseen: int, pictures: int) -> Strangers:
    """What is stored of a run about strangers.

    Args:
        config: the run; its data are faces.
        unseen: people that it is tested on.
        pictures: of each.
    """
    assert isinstance(config.data, Faces)
    training = Training(config)
    while training.step < config.steps:
        training.advance()
    inputs_PHW, people_P = config.data.unseen(config.seed, unseen, pictures)
    seen_PHW, _ = fine(config.data).unseen(config.seed, unseen, pictures)
    features_LPD = normalize(features_of(training.network, torch.from_numpy(inputs_PHW)), dim=-1)
    drawn_M = np.flatnonzero(people_P < DRAWN)
    drawn_M = drawn_M[drawn_M % pictures < DRAWN_PICTURES]
    return Strangers(
        config=config,
        people=unseen,
        pictures=pictures,
        titles=tuple(loss.spec.title for loss in training.losses),
        pictures_MHW=np.round(255 * seen_PHW[drawn_M]).astype(np.uint8),
        **measured(features_LPD.numpy(), people_P, drawn_M, FAR),
    )


PARTS: dict[str, Callable[[], None]] = {"people": ship_people, "strangers": ship_strangers}


def main(asked: Sequence[str]) -> None:
    """Make these parts, or all.  Raises SystemExit for a part that there is not."""
    if unknown := set(asked) - PARTS.keys():
        raise SystemExit(f"There is no part {sorted(unknown)[0]!r}; there are {', '.join(PARTS)}.")
    torch.set_num_threads(1)
    for part in asked or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
