"""Images to embeddings: with their mirror images, on one process or many, the same to the bit.

A network's numbers depend, in the last bits, on which images go through it together.  So the
blocks of images are fixed by their places in the set and not by the processes, each process takes
every so-manieth block whole, and what they found is put together in the order of the set.

N: images, B: images of a block, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader

from evidence.verification import unit
from face_training.data.images import normalised

#: uint8 images_B3HW -> embeddings_BD in float32, not normalised.
Network = Callable[[Tensor], Tensor]

BLOCK = 64  # images that go through the network together


class Images(Protocol):
    """Aligned faces: uint8, red green blue, (3, H, W)."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Tensor: ...


@dataclass(frozen=True)
class FirstOf:
    """The images of a data set whose items are (image, label)."""

    faces: Any

    def __len__(self) -> int:
        return len(self.faces)

    def __getitem__(self, index: int, /) -> Tensor:
        image_3HW: Tensor = self.faces[index][0]
        return image_3HW


@dataclass(frozen=True, kw_only=True)
class Embeddings:
    """What a network says of a set of images and of their mirror images; lengths as they came."""

    plain_ND: np.ndarray
    mirrored_ND: np.ndarray

    def unit_ND(self, *, flip: bool = True) -> np.ndarray:
        """One unit vector an image; with `flip` of the sum of both, not normalised before it."""
        return unit(self.plain_ND + self.mirrored_ND if flip else self.plain_ND)

    @property
    def mean_norm(self) -> float:
        """Mean length of the plain embeddings: an alarm when a network collapses."""
        return float(np.linalg.norm(self.plain_ND, axis=1).mean(dtype=np.float64))


def network_of(backbone: nn.Module, device: str | torch.device = "cpu") -> Network:
    """The network that this backbone is, in float32; the backbone must be on the device."""
    inner = backbone.module if isinstance(backbone, DistributedDataParallel) else backbone

    def network(images_B3HW: Tensor) -> Tensor:
        embeddings_BD: Tensor = inner(normalised(images_B3HW.to(device)))
        return embeddings_BD.float()

    return network


@contextmanager
def at_rest(backbone: nn.Module) -> Iterator[None]:
    """In evaluation mode, and afterwards in the mode that each part had before."""
    before = {module: module.training for module in backbone.modules()}
    backbone.eval()
    try:
        yield
    finally:
        for module, training in before.items():
            module.training = training


def embed(network: Network, images: Images, *, workers: int = 0) -> Embeddings:
    """Every image and its mirror image; with several processes all of them get all embeddings.

    Raises:
        ValueError: there is no image.
    """
    if not len(images):
        raise ValueError("There is no image to embed.")
    blocks = [
        range(start, min(start + BLOCK, len(images))) for start in range(0, len(images), BLOCK)
    ]
    rank, ranks = place()
    loader: DataLoader[Tensor] = DataLoader(
        images,  # type: ignore[arg-type]  # it has all of a Dataset that is needed
        batch_sampler=[list(block) for block in blocks[rank::ranks]],
        collate_fn=torch.stack,
        num_workers=workers,
    )
    with torch.inference_mode():
        own = [
            torch.stack([network(images_B3HW), network(images_B3HW.flip(-1))], dim=1).cpu()
            for images_B3HW in loader
        ]
    both_N2D = (gathered(own, len(blocks), ranks) if ranks > 1 else torch.cat(own)).numpy()
    both_N2D = both_N2D[: len(images)]
    return Embeddings(plain_ND=both_N2D[:, 0], mirrored_ND=both_N2D[:, 1])


def place() -> tuple[int, int]:
    """This process's rank and how many there are."""
    if dist.is_available() and dist.is_initialized():
        return dist.get_rank(), dist.get_world_size()
    return 0, 1


def gathered(own: Sequence[Tensor], blocks: int, ranks: int) -> Tensor:
    """The blocks of all processes in the order of the set; only the last may end in zeros."""
    device = torch.device("cpu" if "gloo" in dist.get_backend() else "cuda")
    dimension = torch.tensor(own[0].shape[-1] if own else 0, device=device)
    dist.all_reduce(dimension, dist.ReduceOp.MAX)  # a process may have no block to know it from
    rounds = -(-blocks // ranks)
    mine = torch.zeros(rounds, BLOCK, 2, int(dimension), device=device)
    for round_, block_B2D in enumerate(own):
        mine[round_, : len(block_B2D)] = block_B2D
    parts = [torch.empty_like(mine) for _ in range(ranks)]
    dist.all_gather(parts, mine)
    return torch.stack(parts, dim=1).flatten(0, 2).cpu()
