"""A training small enough for tests: pictures of noise, a network of two layers, float64."""

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn

from face_training import recipes

SIZE = 8


@dataclass(frozen=True)
class SmallFaces:
    """A pattern for each identity, and noise."""

    identities: tuple[str, ...] = tuple(f"person {k}" for k in range(5))
    images: int = 12
    source: str = "noise"
    labels_N: np.ndarray = field(init=False)

    def __post_init__(self):
        labels = np.repeat(np.arange(len(self.identities)), self.images)
        object.__setattr__(self, "labels_N", labels)

    def __len__(self):
        return len(self.labels_N)

    def __getitem__(self, index):
        label = int(self.labels_N[index])
        pattern = np.random.default_rng([0, label]).integers(0, 200, (3, SIZE, SIZE))
        noise = np.random.default_rng([1, index]).integers(0, 55, (3, SIZE, SIZE))
        return torch.from_numpy((pattern + noise).astype(np.uint8)), label


def backbone(embedding=6, *, batch_norm=False):
    """Without batch normalisation, whose statistics would be each rank's own."""
    torch.manual_seed(7)
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, stride=2),
        nn.BatchNorm2d(4) if batch_norm else nn.Identity(),
        nn.Tanh(),
        nn.Flatten(),
        nn.Linear(36, embedding),
    )


def config(*overrides):
    """60 images, batches of 8: 7 steps an epoch, 20 steps in all."""
    return recipes.read(
        "smoke",
        [
            "backbone.embedding=6", "head.loss=sv_arc_softmax", "head.parameters={scale=8, t=1.1}",
            "training.batch=8", "training.precision=float64", "training.log_every=1",
            "training.evaluate_every=0", "evaluation=[]", "probe.every=0", "schedule.length=20",
            "schedule.warmup=3", "data.workers=0", "checkpoints.every=3", "checkpoints.keep=2",
            *overrides,
        ],
    )  # fmt: skip
