"""Which form a head takes: dense, or in chunks of classes.  All of the decision is here.

dense     the cosines of a batch with all classes exist, and a normalised copy of the class weights
chunked   neither exists; cosines are made in chunks of classes, twice in a step

Both give the same loss and gradients, but for rounding.  A product more costs the chunked form a
third more arithmetic, and it saves passes over memory, of the class weights above all: the dense
form normalises them into a copy and reads that and the gradients several times.  So few classes,
which stay in a processor's cache, are faster dense, and many are faster in chunks.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass

import torch

from face_training.head.products import Products

FORMS = ("auto", "dense", "chunked")
#: Of the memory of a device, the share that the dense form may take beyond weights and gradients.
LARGEST_SHARE = 0.25
#: So many classes from which on chunks are faster.  Measured on a CPU with one thread, 64 and 256
#: samples and embeddings of 128 and 512: from 0.7 to 1.1 of the dense form's time at 16,000
#: classes, 0.5 at 100,000.  On an H200 with 1,024 samples: with ArcFace as fast as dense at 93,431
#: with a third of the memory, and 0.6 at a million; with SV-Arc 0.8 and 0.35 to 0.5.
FASTER_FROM = {"cpu": 16_000, "cuda": 30_000}
#: How many cosines a chunk holds.
COSINES = {"cpu": 2**19, "cuda": 2**25}
#: The width of a chunk is a multiple of this, for the products' sake.
MULTIPLE = 64


@dataclass(frozen=True)
class ChunkSettings:
    """The settings of the chunked form.

    Attributes:
        classes: of one chunk; 0: as many as the device likes.
        precision: of the products: see `face_training.head.products`.
        compile: whether torch.compile is used; None: on a GPU.
    """

    classes: int = 0
    precision: str = "auto"
    compile: bool | None = None

    def __post_init__(self) -> None:
        if type(self.classes) is not int or self.classes < 0:
            raise ValueError(
                "The classes of a chunk are a whole number, 0 for as many as the device likes, "
                f"not {self.classes!r}."
            )

    def products(self) -> Products:
        """The matrix products."""
        return Products(self.precision)

    def is_compiled(self, device: torch.device) -> bool:
        """Whether what is done with a chunk is compiled on this device."""
        return device.type == "cuda" if self.compile is None else self.compile

    def width(self, samples: int, classes: int, device: torch.device) -> int:
        """Classes of one chunk, for so many samples and so many classes of a rank in all.

        The chunks come out nearly even, so that the last one repeats little of that before it.
        """
        if self.classes:
            return self.classes
        largest = max(1, COSINES.get(device.type, COSINES["cuda"]) // max(1, samples))
        chunks = max(1, -(-classes // largest))
        return max(MULTIPLE, -(-classes // chunks // MULTIPLE) * MULTIPLE)


@dataclass(frozen=True)
class Choice:
    """The form that a head takes, "dense" or "chunked", and why, in words."""

    form: str
    why: str

    def in_words(self) -> str:
        """For the start of a run."""
        return f"{'in chunks of classes' if self.form == 'chunked' else self.form}: {self.why}"


def classes_of_a_step(classes: int, ranks: int, sample: float) -> int:
    """How many classes of a rank a step uses; about, where they are sampled."""
    share = -(-classes // ranks)
    return share if sample == 1 else min(share, round(1.02 * sample * share))


def choose(
    wanted: str,
    *,
    samples: int,
    classes: int,
    embedding: int,
    device: torch.device,
    dtype: torch.dtype = torch.float32,
) -> Choice:
    """The form for so many samples with so many classes of a rank.

    The same on every call on the same machine: how much memory is free does not count.

    Raises:
        ValueError: there is no such form.
    """
    if wanted not in FORMS:
        raise ValueError(f"A head is {', '.join(FORMS)}, not {wanted!r}.")
    if wanted != "auto":
        return Choice(wanted, "as the recipe asks")
    needed = dense_bytes(samples, classes, embedding, dtype)
    room = LARGEST_SHARE * memory_of(device)
    dense = f"the dense form takes {needed / 2**20:,.1f} MiB beyond weights and gradients"
    if needed > room:
        return Choice("chunked", f"{dense}, over a quarter of this device's memory")
    faster_from = FASTER_FROM.get(device.type, FASTER_FROM["cuda"])
    if classes >= faster_from:
        return Choice("chunked", f"faster here from {faster_from:,} classes on; {dense}")
    return Choice("dense", f"faster here below {faster_from:,} classes; {dense}")


def dense_bytes(samples: int, classes: int, embedding: int, dtype: torch.dtype) -> int:
    """What the dense form needs beyond the weights and their gradients.

    The cosines, their gradient, and that through the target; the unit weights and their gradient.
    """
    size = torch.finfo(dtype).bits // 8
    return size * classes * (3 * samples + 2 * embedding)


def kept_bytes(rows: int, embedding: int, states: int, dtype: torch.dtype) -> int:
    """What any form needs: the class weights of a rank, their gradients, the optimiser's states."""
    return torch.finfo(dtype).bits // 8 * rows * embedding * (2 + states)


@functools.cache
def memory_of(device: torch.device) -> int:
    """All memory of a GPU, or of the machine, in bytes."""
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
