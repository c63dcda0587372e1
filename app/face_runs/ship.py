"""Make the face runs that come with the project: `python -m app.face_runs.ship`.

They are small runs of the smoke recipe with some labels wrong on purpose: two losses on the same
people, pictures, labels and first weights.  Only the files that the page reads are shipped; the
rest is large.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.face_runs import evaluated
from app.face_runs.door import MARK, SHIPPED
from app.face_runs.evaluated import files
from app.face_runs.metrics import METRICS
from app.face_runs.reading import IDENTITIES
from face_training.probe.record import FOLDER

if TYPE_CHECKING:
    from torch import Tensor

    from face_training.data import Faces

WRONG = 0.06  # share of the labels
RECIPE = "smoke"
COMMON = (
    f'title="Synthetic faces, {WRONG:.0%} of the labels wrong on purpose"',
    "data.identities=60",
    "data.images=20",
    "schedule.length=600",
    "training.log_every=10",
    "training.evaluate_every=100",
    "probe.every=40",
    "probe.identities=30",
    "probe.images=4",
)
GENTLE = "scale = 16.0, margin = 0.3"
RUNS: dict[str, Sequence[str]] = {
    "sv-arc-softmax": (
        "head.loss=sv_arc_softmax",
        f"head.parameters={{ {GENTLE}, t = 1.1 }}",
        "head.t_warmup=300",
    ),
    "arc-softmax": ("head.loss=arc_softmax", f"head.parameters={{ {GENTLE} }}"),
}


@dataclass(frozen=True)
class Mislabelled:
    """Faces of which some have the label of another person, chosen by a seed."""

    faces: Faces
    share: float
    seed: int = 0

    @property
    def source(self) -> str:
        """The source, and the share of wrong labels."""
        return f"{self.faces.source}, {self.share:.0%} of the labels wrong"

    @property
    def identities(self) -> tuple[str, ...]:
        """The names of the people."""
        return tuple(self.faces.identities)

    @property
    def true_labels_N(self) -> np.ndarray:
        """The labels of the data."""
        return self.faces.labels_N

    @cached_property
    def labels_N(self) -> np.ndarray:
        """The labels that the network is trained with."""
        true = self.faces.labels_N
        draw = np.random.default_rng(self.seed)
        wrong = draw.permutation(len(true)) < round(self.share * len(true))
        shift = draw.integers(1, len(self.identities), len(true))
        return np.where(wrong, (true + shift) % len(self.identities), true)

    def __len__(self) -> int:
        return len(self.faces)

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        return self.faces[index][0], int(self.labels_N[index])


def main(
    runs: Mapping[str, Sequence[str]] = RUNS,
    common: Sequence[str] = COMMON,
    shipped: Path = SHIPPED,
) -> None:
    """Train the runs, and replace those that were shipped before."""
    import torch

    torch.set_num_threads(1)
    for old in shipped.glob("*"):
        if old.name not in runs:
            shutil.rmtree(old)
    for name, overrides in runs.items():
        with tempfile.TemporaryDirectory() as top:
            made = Path(top) / name
            train_mislabelled(made, [*common, *overrides])
            size = ship(made, shipped / name)
        print(f"{name}: {size:,} bytes")


def train_mislabelled(directory: Path, overrides: Sequence[str]) -> None:
    """Train and evaluate the smoke recipe with some wrong labels."""
    from face_training import evaluate, recipes
    from face_training.ranks import joined
    from face_training.train import open_faces, train

    config = recipes.read(RECIPE, overrides)
    with joined("cpu") as ranks:
        train(config, ranks, directory, Mislabelled(open_faces(config), WRONG))
    evaluate.main([str(directory), "--out", str(directory / evaluated.FOLDER)])


def ship(made: Path, to: Path) -> int:
    """Copy what the page reads; return its size in bytes."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in (MARK, METRICS, IDENTITIES):
        shutil.copy(made / name, to / name)
    shutil.copytree(made / FOLDER, to / FOLDER)
    (to / evaluated.FOLDER).mkdir()
    for file in files(made):
        shutil.copy(file, to / evaluated.FOLDER / file.name)
    return sum(file.stat().st_size for file in to.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
