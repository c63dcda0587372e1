"""Wrong labels that name anyone, and wrong labels that name a look-alike, on toy faces in families.

F: FLIPS, S: seeds, K: looks, L: NAMES, M: MENDS, B: bins of angles, P: pictures on a sheet.

Both kinds of wrong labels meet the same pictures, and the same ones of them are wrong: a seed
decides which, and the kind only whom the label names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons.experiments import Progress, provenance, silent
from lessons.one_sample import explained_at
from lessons.result import StoredResult
from lessons.wrong_labels.config import FLIPS, Config
from lessons.wrong_labels.searching import trained, with_right_labels
from toy_models.config import RunConfig

AT = 100.0  # degrees from the label's class, of the sample that is explained


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """What was found by each way, and what each loss and each mend is worth.

    The last axis 2 is precision and recall, or right and wrong labels.
    """

    config: Config
    steps_K: np.ndarray
    now_FSKL2: np.ndarray  # "has a support vector now"
    permanent_FSKL2: np.ndarray  # "had one at every look from the first on"; before it, now
    boundary_FSK2: np.ndarray  # BoundaryFace's rule, on Arc
    angles_FS2B2: np.ndarray  # pictures by angle to Arc's centre, to the dominant of several
    named_FS: np.ndarray  # of beaten wrong labels, those whose nearest class is the true one

    right_accuracy_SL: np.ndarray  # the next two, with right labels only
    right_tar_SL: np.ndarray
    accuracy_FSL: np.ndarray  # new pictures of known people, named rightly
    tar_FSL: np.ndarray  # strangers' true pairs found, one wrong pair in a hundred accepted
    mended_accuracy_FSM: np.ndarray
    mended_tar_FSM: np.ndarray
    kept_FSM2: np.ndarray  # shares of right and of wrong labels that the training was given

    sheet_pixels_FPHW: np.ndarray  # uint8
    sheet_wrong_FP: np.ndarray  # bool
    sheet_beaten_FKP: np.ndarray  # bool, softmax


def run(config: Config, progress: Progress = silent) -> Result:
    """All experiments.  Same config, same arrays, on the same machine."""
    found: dict[str, list[Any]] = {}  # a list for each kind, with an array for each seed
    right = []
    for seed in config.seeds:
        for flips, name in enumerate(FLIPS):
            for field, values in trained(config, name, seed).items():
                found.setdefault(field, [[], []])[flips].append(values)
            progress(f"{name}, seed {seed}: {found['mended_accuracy_FSM'][flips][-1].round(3)}")
        right.append(with_right_labels(config, seed))
    for field in ("sheet_pixels_FPHW", "sheet_wrong_FP", "sheet_beaten_FKP"):
        found[field] = [values for (values,) in found[field]]  # of one seed alone
    return Result(
        config=config,
        provenance=provenance(),
        right_accuracy_SL=np.array([accuracy_L for accuracy_L, _ in right]),
        right_tar_SL=np.array([tar_L for _, tar_L in right]),
        explained={"flip": explained_at(config.losses()[1], AT)},
        steps_K=np.array(config.looks()),
        **{field: np.array(values) for field, values in found.items()},
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """No run is on the stage."""
    return {}
