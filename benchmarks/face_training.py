"""A whole training step: images a second, memory and where the time goes, beside arcface_torch.

Images lie on the device already, the same random ones for both sides, so no reader is measured.
On a GPU ours is bfloat16 with channels last, theirs is as its train_v2.py has it: float16 with a
gradient scaler, DDP with the float16 hook, its PartialFC.  Both clip the backbone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch import Tensor
from torch.distributed.algorithms.ddp_comm_hooks.default_hooks import fp16_compress_hook
from torch.nn.parallel import DistributedDataParallel

from benchmarks.arcface import Arcface, empty, peer
from benchmarks.setting import Setting
from benchmarks.table import table
from benchmarks.timing import Clock, Work, clock_of, take_turns
from face_training import recipes
from face_training.backbones import build
from face_training.data.images import normalised
from face_training.ranks import Ranks
from face_training.training.model import Model

CASES = {
    "cuda": tuple((name, ids) for name in ("iresnet50", "iresnet100") for ids in (93_431, 10**6)),
    "cpu": (("iresnet18", 1000),),
}
BATCH = {"cpu": 4, "cuda": 128}
OURS = "face_training"


@dataclass
class Stopwatch:
    """The times at which the parts of a step were done."""

    clock: Clock
    marks: list[tuple[str, float]] = field(default_factory=list)

    def after(self, part: str) -> None:
        """A part is done."""
        self.marks.append((part, self.clock()))

    def parts(self) -> dict[str, float]:
        """Seconds of each part."""
        return {name: end - start for (_, start), (name, end) in pairwise(self.marks)}


@dataclass(frozen=True)
class Side:
    """One of those that are compared."""

    step: Callable[[Callable[[str], object]], None]  # calls back after each part

    def work(self) -> None:
        """A step without a stopwatch."""
        self.step(lambda _: None)


def ours(name: str, ids: int, images: Tensor, labels: Tensor, compiled: bool) -> Side:
    """This project's step, by the recipe of MS1MV3."""
    device = images.device.type
    config = recipes.read(
        "ms1mv3_r50",
        [
            "data.path=none", f"backbone.name={name}", f"training.batch={len(images)}",
            f"training.compile={str(compiled).lower()}",
            f"training.precision={'float32' if device == 'cpu' else 'bfloat16'}",
        ],
    )  # fmt: skip
    model = Model(config, Ranks(device=images.device), build(name), ids)

    def step(after: Callable[[str], object]) -> None:
        model.after = after
        model.advance([(images, labels)], 0.01)

    return Side(step)


def theirs(arcface: Arcface, name: str, ids: int, images: Tensor, labels: Tensor) -> Side:
    """The step of arcface_torch's train_v2.py."""
    half = images.is_cuda
    head = arcface.head(ids, 512)
    network = DistributedDataParallel(
        arcface.backbone(name),
        broadcast_buffers=False,
        device_ids=[images.device] if half else None,
        bucket_cap_mb=16,
        find_unused_parameters=True,
    )
    if half:
        network.register_comm_hook(None, fp16_compress_hook)
    network.train()._set_static_graph()
    groups = [{"params": network.parameters()}, {"params": head.parameters()}]
    optimiser = torch.optim.SGD(groups, lr=0.01, momentum=0.9, weight_decay=5e-4)
    scaler = torch.amp.GradScaler(images.device.type, growth_interval=100, enabled=half)
    inputs = normalised(images)

    def step(after: Callable[[str], object]) -> None:
        embeddings = network(inputs)
        after("backbone")
        loss = head(embeddings, labels.clone())
        after("head")
        scaler.scale(loss).backward()
        after("backward")
        scaler.unscale_(optimiser)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5)
        after("norms")
        scaler.step(optimiser)
        scaler.update()
        optimiser.zero_grad()
        loss.item()
        after("optimiser")

    return Side(step)


def peak_gib(side: Side, device: str) -> str:
    """All that torch holds of the GPU at the peak of a step."""
    if device == "cpu":
        return "-"
    torch.cuda.reset_peak_memory_stats()
    side.work()
    return f"{torch.cuda.max_memory_allocated() / 2**30:.1f}"


def compare(name: str, ids: int, rounds: int, setting: Setting, arcface: Arcface | None) -> str:
    """A table for one backbone and one number of identities."""
    kind = setting.device.split(":")[0]
    clock = clock_of(setting.device, setting.threads)
    draw = torch.Generator(setting.device).manual_seed(0)
    shape = (BATCH[kind], 3, 112, 112)
    images = torch.randint(256, shape, generator=draw, device=setting.device, dtype=torch.uint8)
    labels = torch.randint(ids, shape[:1], generator=draw, device=setting.device)
    makers: dict[str, Callable[[], Side]] = {
        OURS: lambda: ours(name, ids, images, labels, compiled=False)
    }
    if kind == "cuda":
        makers[f"{OURS}, compiled"] = lambda: ours(name, ids, images, labels, compiled=True)
    if arcface:
        makers["arcface_torch"] = lambda: theirs(arcface, name, ids, images, labels)
    # Memory first, each alone on the device; then all of them take turns.
    sides, memory = {}, {}
    for label, make in makers.items():
        side = make()
        side.work()
        memory[label] = peak_gib(side, kind)
        del side
        empty(setting.device)
    for label, make in makers.items():
        sides[label] = make()
    works: dict[str, Work] = {label: side.work for label, side in sides.items()}
    times = take_turns(works, rounds, clock)
    rows = []
    for label, side in sides.items():
        watch = Stopwatch(clock)
        watch.after("start")
        side.step(watch.after)
        parts = watch.parts()
        rows.append(
            (
                label,
                f"{len(images) / times.typical(label):.1f}",
                f"{1 / times.ratio(label, OURS):.2f} x",
                memory[label],
                *(f"{1000 * seconds:.1f}" for seconds in parts.values()),
            )
        )
    head = ("", "images/s", "speed", "GiB", *(f"{part}, ms" for part in parts))
    return f"{name}, {ids:,} identities, {len(images)} images a step\n" + table(head, rows)


def report(setting: Setting) -> Iterator[str]:
    """A table for each backbone and number of identities.

    Raises:
        ValueError: the path of the peer is not one of its checkouts.
    """
    arcface = peer(setting.arcface, setting.device)
    kind = setting.device.split(":")[0]
    yield (
        "A whole training step, images on the device. speed: ratio to face_training. GiB: peak.\n"
        "The parts are of one step in which every part is waited for."
        + ("" if arcface else "\nNo peer: name one with --arcface PATH.")
    )
    torch.set_float32_matmul_precision("high")
    with arcface.usable() if arcface else nullcontext():
        for name, ids in CASES[kind]:
            yield compare(name, ids, 3 if setting.quick else 30, setting, arcface)
            empty(setting.device)
