"""The face head beside insightface's PartialFC: time and memory by the number of identities.

B: batch, D: embedding.

One step is forward, backward and the optimiser's step on the class weights.  Memory is the peak
of a step beyond what stays between steps: weights and momentum, which both sides have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

import torch
from torch import Tensor, nn

from benchmarks.harness.memory import peak_bytes
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import Work, clock_of, take_turns
from benchmarks.peers.arcface import MARGIN, SCALE, Arcface, empty, peer
from face_training.head.form import ChunkSettings
from face_training.head.head import Head
from face_training.ranks import Ranks
from losses import build

EMBEDDING = 512
IDS = {"cpu": (1000, 10_000, 100_000), "cuda": (93_431, 360_232, 1_000_000, 2_059_906)}
BATCH = {"cpu": 64, "cuda": 1024}
OURS = "head, arc_softmax"


def step(head: nn.Module, batch: int, classes: int, device: str) -> Work:
    """A whole step on embeddings that need a gradient, with SGD as in training."""
    draw = torch.Generator(device).manual_seed(0)
    embeddings_BD = torch.randn(batch, EMBEDDING, generator=draw, device=device)
    labels_B = torch.randint(classes, (batch,), generator=draw, device=device)
    # On a GPU one kernel updates all; the other way needs one more tensor like the weights.
    how = {"fused": True} if torch.device(device).type == "cuda" else {"foreach": True}
    optimiser = torch.optim.SGD(head.parameters(), 0.1, momentum=0.9, weight_decay=5e-4, **how)

    def work() -> None:
        features_BD = embeddings_BD.detach().requires_grad_()
        loss: Tensor = head(features_BD, labels_B.clone())
        loss.backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)

    return work


def head_of(
    loss: str,
    classes: int,
    device: str,
    *,
    share: float = 1.0,
    form: str = "auto",
    products: str = "auto",
    width: int = 0,
) -> nn.Module:
    """A head of ours, on the device; chunks have `width` classes, or as many as it likes."""
    return Head(
        build(loss, scale=SCALE, margin=MARGIN),
        classes,
        EMBEDDING,
        Ranks(device=torch.device(device)),
        sample=share,
        form=form,
        chunks=ChunkSettings(classes=width, precision=products),
    ).train()


def heads(arcface: Arcface | None, classes: int, device: str) -> dict[str, Callable[[], nn.Module]]:
    """Functions that make the heads of both sides, by name."""
    found: dict[str, Callable[[], nn.Module]] = {
        OURS: lambda: head_of("arc_softmax", classes, device),
        "head, sv_arc_softmax, dense": lambda: head_of(
            "sv_arc_softmax", classes, device, form="dense"
        ),
        "head, sv_arc_softmax, in chunks": lambda: head_of(
            "sv_arc_softmax", classes, device, form="chunked"
        ),
        "head, arc_softmax, a tenth of the classes": lambda: head_of(
            "arc_softmax", classes, device, share=0.1
        ),
    }
    if arcface:
        found["PartialFC_V2"] = lambda: arcface.head(classes, EMBEDDING)
        found["PartialFC_V2, a tenth of the classes"] = lambda: arcface.head(
            classes, EMBEDDING, 0.1
        )
    return found


def compare(
    classes: int, batch: int, rounds: int, options: Options, arcface: Arcface | None
) -> str:
    """A table for one number of identities."""
    works = {
        name: step(make(), batch, classes, options.device)
        for name, make in heads(arcface, classes, options.device).items()
    }
    times = take_turns(works, rounds, clock_of(options.device, options.threads))
    rows = [
        (
            name,
            f"{1000 * times.typical(name):.1f}",
            f"{times.ratio(name, OURS):.2f} x",
            f"{peak_bytes(work, options.device) / 2**20:.0f}",
        )
        for name, work in works.items()
    ]
    return f"{classes:,} identities, batch {batch}\n" + table(("", "ms", "time", "MiB"), rows)


def report(options: Options, *, ids: Sequence[int] = (), batch: int | None = None) -> Iterator[str]:
    """A table for each number of identities.

    Raises:
        ValueError: `options.arcface` is not a checkout of arcface_torch.
    """
    arcface = peer(options.arcface, options.device)
    yield (
        "Forward, backward and SGD step of the head, float32 (TF32 products on a GPU).\n"
        f"time: ratio to {OURS!r}. MiB: peak of a step beyond weights and momentum."
        + ("" if arcface else "\nNo peer: name one with --arcface PATH.")
    )
    torch.set_float32_matmul_precision("high")
    ids = ids or IDS[options.device_type]
    batch = batch or BATCH[options.device_type]
    with arcface.usable() if arcface else nullcontext():
        for classes in ids[:2] if options.quick else ids:
            yield compare(classes, batch, 3 if options.quick else 15, options, arcface)
            empty(options.device)
