"""A whole training step of faces beside arcface_torch: images a second, memory, parts of the step.

The images are on the device already, the same random ones for both sides, so no reader is measured.
On a GPU our step is bfloat16 with channels last.  Theirs is that of train_v2.py: float16 with a
gradient scaler, DDP with the float16 hook, PartialFC.  Both clip the gradient of the backbone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.distributed.algorithms.ddp_comm_hooks.default_hooks import fp16_compress_hook
from torch.nn.parallel import DistributedDataParallel

from benchmarks.harness.options import Options
from benchmarks.harness.stopwatch import Stopwatch
from benchmarks.harness.table import table
from benchmarks.harness.timing import Clock, clock_of, take_turns
from benchmarks.peers.arcface import Arcface, empty, peer
from face_training import recipes
from face_training.backbones import build
from face_training.data.images import normalised
from face_training.ranks import Ranks
from face_training.training.model import Model

Build = Callable[[str], nn.Module]

CASES = {
    "cuda": tuple((name, ids) for name in ("iresnet50", "iresnet100") for ids in (93_431, 10**6)),
    "cpu": (("iresnet18", 1000),),
}
BATCH = {"cpu": 4, "cuda": 128}
OURS = "face_training"


@dataclass(frozen=True)
class Side:
    """A training step of one project."""

    step: Callable[[Callable[[str], object]], None]  # calls back after each part

    def work(self) -> None:
        """A step without a stopwatch."""
        self.step(lambda _: None)


@dataclass(frozen=True)
class Case:
    """A backbone, a number of identities and one batch for all steps."""

    backbone: str
    ids: int
    images: Tensor
    labels: Tensor

    @classmethod
    def drawn(cls, backbone: str, ids: int, batch: int, device: str) -> Case:
        """Random images and labels."""
        draw = torch.Generator(device).manual_seed(0)
        shape = (batch, 3, 112, 112)
        images = torch.randint(256, shape, generator=draw, device=device, dtype=torch.uint8)
        labels = torch.randint(ids, shape[:1], generator=draw, device=device)
        return cls(backbone, ids, images, labels)


def ours(case: Case, network: nn.Module, compiled: bool) -> Side:
    """This project's step, by the recipe of MS1MV3."""
    images, labels = case.images, case.labels
    device = images.device.type
    config = recipes.read(
        "ms1mv3_r50",
        [
            "data.path=none", f"backbone.name={case.backbone}", f"training.batch={len(images)}",
            f"training.compile={str(compiled).lower()}",
            f"training.precision={'float32' if device == 'cpu' else 'bfloat16'}",
        ],
    )  # fmt: skip
    model = Model(config, Ranks(device=images.device), network, case.ids)

    def step(after: Callable[[str], object]) -> None:
        model.work.after = after
        model.advance([(images, labels)], 0.01)

    return Side(step)


def theirs(case: Case, arcface: Arcface) -> Side:
    """The step of arcface_torch's train_v2.py."""
    images, labels = case.images, case.labels
    half = images.is_cuda
    head = arcface.head(case.ids, 512)
    network = DistributedDataParallel(
        arcface.backbone(case.backbone),
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


def makers_of(case: Case, arcface: Arcface | None, build: Build) -> dict[str, Callable[[], Side]]:
    """Functions that make the sides, by name."""
    makers = {OURS: lambda: ours(case, build(case.backbone), compiled=False)}
    if case.images.is_cuda:
        makers[f"{OURS}, compiled"] = lambda: ours(case, build(case.backbone), compiled=True)
    if arcface:
        makers["arcface_torch"] = lambda: theirs(case, arcface)
    return makers


def peak_gib(make: Callable[[], Side], device: str) -> str:
    """All GPU memory that torch holds at the peak of a step, with this side alone on the device."""
    side = make()
    side.work()
    if device == "cpu":
        return "-"
    torch.cuda.reset_peak_memory_stats()
    side.work()
    peak = torch.cuda.max_memory_allocated()
    del side
    empty(device)
    return f"{peak / 2**30:.1f}"


def parts_of(side: Side, clock: Clock) -> dict[str, float]:
    """Seconds of each part of one step."""
    watch = Stopwatch(clock)
    watch.after("start")
    side.step(watch.after)
    return watch.parts()


def compare(
    case: Case, rounds: int, options: Options, arcface: Arcface | None, build: Build = build
) -> str:
    """A table for one backbone and one number of identities."""
    clock = clock_of(options.device, options.threads)
    makers = makers_of(case, arcface, build)
    memory = {name: peak_gib(make, options.device) for name, make in makers.items()}
    sides = {name: make() for name, make in makers.items()}
    times = take_turns({name: side.work for name, side in sides.items()}, rounds, clock)
    parts = {name: parts_of(side, clock) for name, side in sides.items()}
    rows = [
        (
            name,
            f"{len(case.images) / times.typical(name):.1f}",
            f"{1 / times.ratio(name, OURS):.2f} x",
            memory[name],
            *(f"{1000 * seconds:.1f}" for seconds in parts[name].values()),
        )
        for name in sides
    ]
    head = ("", "images/s", "speed", "GiB", *(f"{part}, ms" for part in parts[OURS]))
    title = f"{case.backbone}, {case.ids:,} identities, {len(case.images)} images a step"
    return f"{title}\n{table(head, rows)}"


def report(
    options: Options,
    *,
    cases: Sequence[tuple[str, int]] = (),
    batch: int | None = None,
    build: Build = build,
) -> Iterator[str]:
    """A table for each backbone and number of identities.

    Raises:
        ValueError: `options.arcface` is not a checkout of arcface_torch.
    """
    arcface = peer(options.arcface, options.device)
    yield (
        "A whole training step, images on the device. speed: ratio to face_training. GiB: peak.\n"
        "The parts are of one step in which every part is waited for."
        + ("" if arcface else "\nNo peer: name one with --arcface PATH.")
    )
    torch.set_float32_matmul_precision("high")
    with arcface.usable() if arcface else nullcontext():
        for backbone, ids in cases or CASES[options.device_type]:
            case = Case.drawn(backbone, ids, batch or BATCH[options.device_type], options.device)
            yield compare(case, 3 if options.quick else 30, options, arcface, build)
            empty(options.device)
