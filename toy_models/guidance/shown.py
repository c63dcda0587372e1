"""A look into the runs behind a cell: two families of its people, in both arms, step by step.

python -m toy_models.guidance.shown     trains every cell of the screen once more, and keeps these

The rows of the experiment hold measures alone.  This keeps what a picture needs, of 8 people out of
hundreds: their features, class weights and support vectors.  Angles and support vectors are those
among all classes, so the nearest wrong class is often a person who is not shown.

K: kept steps, L: arms, N: pictures shown, C: classes shown, D: embedding dimension.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.rows import RESULTS

Array = NDArray[Any]

FOLDER = RESULTS / "shown"
PEOPLE, PICTURES = 8, 6  # shown; the people are whole families
SEED = 0
LOOKS = (0.0, 0.1, 0.25, 0.4, 0.7, 1.0)  # shares of the steps; 0: after the first step
#: The fields of a `record.Frame` that are kept.
KEPT = (
    "features_LND", "weights_LCD", "support_LNc", "log_h_LN", "rival_LN", "target_angle_LN",
    "rival_angle_LN", "margin_LT", "test_accuracy_L", "support_samples_L",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is kept of a cell.  `arrays` are named as in a `record.Frame`, with K in front."""

    cell: str
    titles: tuple[str, ...]  # of the arms
    losses: tuple[str, ...]  # their names in the catalogue
    parameters: tuple[str, ...]  # in the papers' symbols
    class_names: tuple[str, ...]
    labels_N: Array
    true_labels_N: Array  # a true class that is not shown has the number C
    samples_N: Array
    steps_K: Array
    arrays: Mapping[str, Array] = field(default_factory=dict)


def file_of(cell: str, folder: Path = FOLDER) -> Path:
    """Where a cell of this name is kept."""
    return folder / f"{cell.replace(' ', '_')}.npz"


def save_shown(shown: Shown, file: Path) -> None:
    """Write it as an npz without pickled objects."""
    about = {
        "cell": shown.cell,
        "titles": shown.titles,
        "losses": shown.losses,
        "parameters": shown.parameters,
        "class_names": shown.class_names,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        file,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        labels_N=shown.labels_N,
        true_labels_N=shown.true_labels_N,
        samples_N=shown.samples_N,
        steps_K=shown.steps_K,
        **shown.arrays,  # type: ignore[arg-type]  # no array is called allow_pickle
    )


def read_shown(cell: str, folder: Path = FOLDER) -> Shown:
    """What is kept of the cell of this name.

    Raises:
        ValueError: nothing is kept of it, or the file is damaged.
    """
    file = file_of(cell, folder)
    if not file.exists():
        raise ValueError(
            f"No picture is kept of {cell}: `python -m toy_models.guidance.shown` makes it."
        )
    try:
        with np.load(file, allow_pickle=False) as stored:
            about = json.loads(stored["about"].tobytes())
            return Shown(
                cell=about["cell"],
                titles=tuple(about["titles"]),
                losses=tuple(about["losses"]),
                parameters=tuple(about["parameters"]),
                class_names=tuple(about["class_names"]),
                labels_N=stored["labels_N"],
                true_labels_N=stored["true_labels_N"],
                samples_N=stored["samples_N"],
                steps_K=stored["steps_K"],
                arrays={name: stored[name] for name in KEPT},
            )
    except Exception as error:  # a damaged zip can raise nearly anything
        raise ValueError(f"{file.name} is damaged: {type(error).__name__}.") from None


def shown(cell: Cell, seed: int = SEED) -> Shown:
    """Train both arms of a cell as the screen does, and keep the first families."""
    import torch
    import torch.nn.functional as F

    from losses.equation import Loss
    from toy_models.data import load
    from toy_models.data.grey import standardised
    from toy_models.features import features_of
    from toy_models.guidance.arms import screened
    from toy_models.guidance.training import Arms, train
    from toy_models.recording import Samples, record_frame

    data = load(cell.data, cell.wrong, seed)
    rows_N = np.concatenate(
        [np.flatnonzero(data.labels_N == person)[:PICTURES] for person in range(PEOPLE)]
    )
    labels_N, true_N = data.labels_N[rows_N], data.true_labels_N[rows_N]
    tests = np.random.default_rng(0).permutation(len(data.test_labels_M))[:1000]
    test_inputs = standardised(torch.from_numpy(data.test_inputs_MI[tests]))
    test_labels = torch.from_numpy(data.test_labels_M[tests])
    recorded = Samples(
        inputs_N=standardised(torch.from_numpy(data.inputs_NI[rows_N])),
        labels_N=torch.from_numpy(labels_N),
        mislabelled_N=torch.from_numpy(labels_N != true_N),
    )
    steps, frames = [], []
    arms = screened(cell)

    def look(state: Arms) -> None:
        with torch.no_grad():
            features_LND = features_of(state.network, recorded.inputs_N)
            tested_LMD = F.normalize(features_of(state.network, test_inputs), dim=-1)
        losses: list[Loss] = list(state.stack.losses)  # type: ignore[arg-type]
        frame = record_frame(
            state.step, features_LND, state.classifier.weights(), losses, recorded,
            tested_LMD, test_labels,
        )  # fmt: skip
        steps.append(state.step)
        frames.append(_cut({name: getattr(frame, name) for name in KEPT}, len(data.class_names)))

    train(cell, arms, seed, look, dataset=data, looks=LOOKS)
    return Shown(
        cell=cell.name,
        titles=tuple(arm.title for arm in arms),
        losses=tuple(arm.spec.name for arm in arms),
        parameters=tuple(f"s = {cell.scale:.1f}" for _ in arms),
        class_names=data.class_names[:PEOPLE],
        labels_N=labels_N.astype(np.uint16),
        true_labels_N=np.minimum(true_N, PEOPLE).astype(np.uint16),
        samples_N=rows_N.astype(np.int32),
        steps_K=np.array(steps, np.int32),
        arrays={name: np.stack([frame[name] for frame in frames]) for name in KEPT},
    )


def _cut(frame: dict[str, Array], classes: int) -> dict[str, Array]:
    """The same frame with the first PEOPLE classes alone; rings keep counting all classes."""
    support_LNC = np.unpackbits(frame["support_LNc"], axis=-1, count=classes)
    return {
        **frame,
        "weights_LCD": frame["weights_LCD"][:, :PEOPLE],
        "support_LNc": np.packbits(support_LNC[..., :PEOPLE], axis=-1),
        "rival_LN": np.minimum(frame["rival_LN"], PEOPLE),
    }


def keep(cells: Sequence[Cell], folder: Path = FOLDER) -> None:
    """Train and keep the cells that are not kept yet."""
    for cell in cells:
        file = file_of(cell.name, folder)
        if not file.exists():
            save_shown(shown(cell), file)
            print(f"{file.name}: {file.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    import torch

    torch.set_num_threads(1)
    keep(screen())
