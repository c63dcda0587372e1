"""Small networks and images that tests of the faces share."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import torch
from torch import Tensor, nn

from face_training import recipes
from face_training.bundle.bundle import INFO, MODEL, BundleInfo, Threshold
from face_training.bundle.onnx_export import onnx_of
from face_training.ranks import Ranks
from face_training.run_directory import RunDirectory
from face_training.train import train

THRESHOLD = Threshold(far=0.1, cosine=0.25, tar=0.5, on="unseen", impostors=100)
RUN_SET = {
    "name": "unseen", "protocol": "open_set", "source": "synthetic", "first": 10,
    "identities": 8, "images": 3,
}  # fmt: skip


class Pictures:
    """Random images."""

    def __init__(self, count: int, *, size: int = 8, seed: int = 0) -> None:
        draw = torch.Generator().manual_seed(seed)
        self.images = torch.randint(
            0, 256, (count, 3, size, size), generator=draw, dtype=torch.uint8
        )

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int) -> Tensor:
        return self.images[index]


def small_network(*, size: int = 8, embedding: int = 5, seed: int = 0) -> nn.Module:
    """A convolution and a linear layer; with batch norm and dropout, so that the mode matters."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1),
            nn.BatchNorm2d(4),
            nn.Tanh(),
            nn.Flatten(),
            nn.Dropout(0.5),
            nn.Linear(4 * size * size, embedding),
        )


class UnitLength(nn.Module):
    """A network that ends in x / |x|, without care for a picture of which it makes 0."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Black pictures, -1 everywhere, give 0 / 0."""
        seen_B111 = (images_B3HW > -1).any(3).any(2).any(1)[:, None]
        x_BD = self.network(images_B3HW) * seen_B111
        return x_BD / x_BD.norm(dim=1, keepdim=True)


@cache
def small_onnx() -> bytes:
    """The small network for faces as ONNX."""
    return onnx_of(small_network(size=112).eval(), 112)


def small_bundle(folder: Path) -> Path:
    """The small network for faces as a bundle."""
    folder.mkdir()
    (folder / MODEL).write_bytes(small_onnx())
    info = BundleInfo(title="small", dimension=5, thresholds=(THRESHOLD,))
    (folder / INFO).write_text(info.as_json())
    return folder


@cache
def small_run() -> RunDirectory:
    """Two steps of the smallest training that leaves a run; read it only."""
    changes = (
        *("data.identities=4", "data.images=4", "backbone.embedding=8", "probe.every=0"),
        *("schedule.length=2", "schedule.warmup=0", "training.batch=8"),
        *("training.evaluate_every=1", "training.device=cpu"),
    )
    config = replace(recipes.read("smoke", changes), evaluation=(RUN_SET,))
    return train(config, Ranks(), Path(mkdtemp()) / "run").directory
