"""Embed images and their mirror images: the same bits on any number of processes.

The last bits of an embedding depend on the other images of its batch.  So a block of images is
fixed by its place in the set, each of n processes embeds every n-th block, and the results are put
together in the order of the set.

N: images, B: images of a block, D: embedding dimension, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, Dataset

from evidence.verification import unit
from face_training.backbones import IMAGE_SIZE
from face_training.data.encoded import EncodedFaces
from face_training.data.images import normalised
from face_training.data.sizes import at_size
from face_training.readers import handed_over, read, results
from face_training.refusals import Problem

#: uint8 images_B3HW -> embeddings_BD in float32, not normalised.
Network = Callable[[Tensor], Tensor]

BLOCK = 64  # images in a batch
NAMED = 3  # images that an error names


@dataclass(frozen=True)
class SizedNetwork:
    """A network for images of size x size pixels; `embed` brings images of other sizes to it."""

    embeds: Network
    size: int

    def __call__(self, images_B3HW: Tensor) -> Tensor:
        """uint8 images_B3HW -> embeddings_BD in float32, not normalised."""
        return self.embeds(images_B3HW)


class Images(Protocol):
    """Aligned faces: uint8, red green blue, (3, H, W)."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Tensor: ...


@dataclass(frozen=True)
class ImagesOf:
    """The images of a data set whose items are (image, label)."""

    faces: Any

    def __len__(self) -> int:
        return len(self.faces)

    def __getitem__(self, index: int, /) -> Tensor:
        image_3HW: Tensor = self.faces[index][0]
        return image_3HW

    def at_size(self, side: int) -> ImagesOf:
        """The same images with side x side pixels."""
        return replace(self, faces=at_size(self.faces, side))

    def name_of(self, index: int) -> str:
        """Which image it is, in words."""
        if isinstance(self.faces, EncodedFaces):
            return self.faces.encoded(index)[1]
        return f"image {index} of {self.faces.source}"


@dataclass(frozen=True, kw_only=True)
class Embeddings:
    """The embeddings of images and of their mirror images, not normalised."""

    plain_ND: np.ndarray
    mirrored_ND: np.ndarray

    def unit_ND(self, *, flip: bool = True) -> np.ndarray:
        """A unit vector for each image; with `flip`, of the sum with the mirror image's."""
        return unit(self.plain_ND + self.mirrored_ND if flip else self.plain_ND)

    @property
    def broken(self) -> np.ndarray:
        """The places of images whose embedding has no direction: no finite length, or none at all.

        A network that divides by a length of 0 gives such numbers, as for a black picture.  Zeros
        are as near to everybody as to themselves, so a search would count them as found.
        """
        lengths_2N = np.linalg.norm([self.plain_ND, self.mirrored_ND], axis=2)
        nothing_N = ~(self.plain_ND.any(1) & (self.plain_ND + self.mirrored_ND).any(1))
        return np.flatnonzero(~np.isfinite(lengths_2N).all(0) | nothing_N)

    @property
    def mean_norm(self) -> float:
        """Mean length of the plain embeddings; it shows when a network collapses."""
        return float(np.linalg.norm(self.plain_ND, axis=1).mean(dtype=np.float64))


def network_of(backbone: nn.Module, device: str | torch.device = "cpu") -> Network:
    """A function from uint8 images to float32 embeddings; the backbone must be on the device.

    Of a backbone that `build` made, the size of its images is known.
    """
    inner = backbone.module if isinstance(backbone, DistributedDataParallel) else backbone

    def network(images_B3HW: Tensor) -> Tensor:
        embeddings_BD: Tensor = inner(normalised(images_B3HW.to(device)))
        return embeddings_BD.float()

    size: int | None = getattr(inner, IMAGE_SIZE, None)
    return network if size is None else SizedNetwork(network, size)


@contextmanager
def evaluation_mode(backbone: nn.Module) -> Iterator[None]:
    """Evaluation mode inside; afterwards each module has the mode that it had before."""
    before = {module: module.training for module in backbone.modules()}
    backbone.eval()
    try:
        yield
    finally:
        for module, training in before.items():
            module.training = training


def embed(network: Network, images: Images, *, workers: int = 0) -> Embeddings:
    """Embed every image and its mirror image; every process gets all embeddings.

    Raises:
        ValueError: there is no image, or an embedding has no direction: nothing can be compared
            with it, and a comparison would be wrong in silence.
    """
    embeddings = embed_all(network, images, workers=workers)
    if len(broken := embeddings.broken):
        names = ", ".join(_name_of(images, int(place)) for place in broken[:NAMED])
        raise ValueError(
            f"{len(broken):,} of {len(images):,} embeddings are not finite numbers, or zeros "
            f"alone: {names}{', ...' if len(broken) > NAMED else ''}.  Leave these images out, or "
            "mend the network: one that divides by the length of its output fails where that is 0."
        )
    return embeddings


def _name_of(images: Images, index: int) -> str:
    named = getattr(images, "name_of", None)
    return named(index) if named else f"image {index}"


def embed_all(network: Network, images: Images, *, workers: int = 0) -> Embeddings:
    """The same, and `Embeddings.broken` says which are not finite.

    Raises:
        ValueError: there is no image, one cannot be read, or the machine does not suffice: of
            several processes all raise.
    """
    if not len(images):
        raise ValueError("There is no image to embed.")
    if isinstance(network, SizedNetwork):
        images = at_size(images, network.size)
    blocks = [
        range(start, min(start + BLOCK, len(images))) for start in range(0, len(images), BLOCK)
    ]
    rank, ranks = rank_and_count()
    loader: DataLoader[Any] = DataLoader(
        _Blocks(images),
        sampler=[list(block) for block in blocks[rank::ranks]],
        batch_size=None,
        collate_fn=_as_it_is,
        num_workers=workers,
    )
    own: list[Tensor] = []
    problem = Problem("")
    with torch.inference_mode():
        try:
            for images_B3HW in results(loader):
                both = network(images_B3HW), network(images_B3HW.flip(-1))
                own.append(torch.stack(both, dim=1).cpu())
        except Exception as error:  # the other processes must hear of it
            problem = Problem.of(error)
    for found in _of_all(problem, ranks):
        if found.sentence:
            raise found.error()
    both_N2D = (gather_blocks(own, len(blocks), ranks) if ranks > 1 else torch.cat(own)).numpy()
    both_N2D = both_N2D[: len(images)]
    return Embeddings(plain_ND=both_N2D[:, 0], mirrored_ND=both_N2D[:, 1])


@dataclass(frozen=True)
class _Blocks(Dataset[Any]):
    """The images of a block, or the problem: another process would make a traceback of it."""

    images: Images

    def __getitem__(self, block: list[int], /) -> Tensor | Problem:
        return read(lambda: handed_over(torch.stack([self.images[index] for index in block])))


def _as_it_is(batch: Any) -> Any:
    """In the place of torch's conversion of arrays to tensors."""
    return batch


def _of_all(problem: Problem, ranks: int) -> list[Problem]:
    """The problems of all processes, in their order."""
    found: list[Any] = [problem] * ranks
    if ranks > 1:
        dist.all_gather_object(found, problem)
    return found


def rank_and_count() -> tuple[int, int]:
    """The rank of this process, and how many processes there are."""
    if dist.is_available() and dist.is_initialized():
        return dist.get_rank(), dist.get_world_size()
    return 0, 1


def gather_blocks(own: Sequence[Tensor], blocks: int, ranks: int) -> Tensor:
    """The blocks of all processes in the order of the set; the last may be filled up with zeros."""
    device = torch.device("cpu" if "gloo" in dist.get_backend() else "cuda")
    dimension = torch.tensor(own[0].shape[-1] if own else 0, device=device)
    dist.all_reduce(dimension, dist.ReduceOp.MAX)  # a process without a block does not know it
    rounds = -(-blocks // ranks)
    mine = torch.zeros(rounds, BLOCK, 2, int(dimension), device=device)
    for round_, block_B2D in enumerate(own):
        mine[round_, : len(block_B2D)] = block_B2D
    parts = [torch.empty_like(mine) for _ in range(ranks)]
    dist.all_gather(parts, mine)
    return torch.stack(parts, dim=1).flatten(0, 2).cpu()
