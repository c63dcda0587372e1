"""A whole training step of faces in all ways to run it, beside arcface_torch, in one go.

Each variant is a process of its own.  They get ready at the same time, then are timed in turns, so
the ratios are of one run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from benchmarks.face_training import Case, theirs
from benchmarks.harness.contestants import Contestant, Facts, get_ready, when_ready
from benchmarks.harness.kernels import kernels
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.peers.arcface import Arcface
from face_training import recipes
from face_training.backbones import build
from face_training.ranks import Ranks
from face_training.training.environment import prepare_gpu
from face_training.training.model import Model
from face_training.training.plan import Plan

HERE = "benchmarks.step_variants"
WARM = {"cpu": 2, "cuda": 12}  # steps: compiled, captured, and in a steady state
LOSS_AT = 5  # the step whose loss is compared; it is a replay already


class OurStep:
    """This project's step, run by an explicit plan."""

    def __init__(
        self,
        device: str,
        backbone: str,
        ids: int,
        batch: int,
        *,
        plan: dict[str, Any] | None = None,
        overrides: Sequence[str] = (),
        head_compiled: bool = False,
    ) -> None:
        if device != "cpu":
            prepare_gpu(False)
        self.device = device
        self.case = Case.drawn(backbone, ids, batch, device)
        config = recipes.read(
            "ms1mv3_r50",
            [
                "data.path=none", f"backbone.name={backbone}", f"training.batch={batch}",
                f"training.precision={'float32' if device == 'cpu' else 'bfloat16'}", *overrides,
            ],
        )  # fmt: skip
        ranks = Ranks(device=self.case.images.device)
        torch.manual_seed(0)
        network = build(backbone)
        chosen = None if plan is None else Plan(**plan)
        if chosen and device == "cpu":
            chosen = replace(chosen, captured=False)
        self.model = Model(config, ranks, network, ids, plan=chosen)
        if head_compiled:
            self.model.head.compile(dynamic=False)
        self.loss = float("nan")

    def ready(self) -> Facts:
        first = time.perf_counter()
        self.step()
        self._wait()
        facts: Facts = {"first_step": time.perf_counter() - first}
        for number in range(1, WARM[self.device.split(":")[0]]):
            loss = self.step().loss
            if number <= LOSS_AT:
                self.loss = float(loss)
        self._wait()
        if self.device != "cpu":
            facts |= held(self.step)
        return facts | {"loss": self.loss, "hindrance": self.model.hindrance}

    def step(self) -> Any:
        # At the recipe's rate so few images would be learnt by heart in five steps.
        return self.model.advance([(self.case.images, self.case.labels)], 1e-4)

    def tell(self, question: str) -> Facts:
        return {} if self.device == "cpu" else kernels(self.step)

    def _wait(self) -> None:
        if self.device != "cpu":
            torch.cuda.synchronize()


def held(step: Callable[[], object]) -> Facts:
    """GiB that a step allocates at its peak, and that the process keeps in reserve for it.

    What is captured in a graph is not allocated any more, and stays reserved.
    """
    torch.cuda.synchronize()
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    step()
    torch.cuda.synchronize()
    return {
        "gib": torch.cuda.max_memory_allocated() / 2**30,
        "reserved": torch.cuda.memory_reserved() / 2**30,
    }


class TheirStep:
    """arcface_torch's step."""

    def __init__(self, device: str, backbone: str, ids: int, batch: int, *, path: str) -> None:
        if device != "cpu":
            prepare_gpu(False)
        self.device, arcface = device, Arcface.at(path, device)
        self._group = arcface.usable()
        self._group.__enter__()
        self.side = theirs(Case.drawn(backbone, ids, batch, device), arcface)

    def ready(self) -> Facts:
        for _ in range(WARM[self.device.split(":")[0]]):
            self.step()
        if self.device == "cpu":
            return {}
        return held(self.step)

    def step(self) -> None:
        self.side.work()

    def tell(self, question: str) -> Facts:
        return {}


@dataclass(frozen=True)
class Variant:
    """A way to run the step; one that finds compiled kernels starts after who compiles them."""

    name: str
    plan: dict[str, Any]
    form: str = "dense"  # of the head
    head_compiled: bool = False
    after: str = ""

    @property
    def arguments(self) -> dict[str, Any]:
        """For the process."""
        overrides = [f"head.form={self.form}"]
        return {
            "plan": self.plan, "overrides": overrides, "head_compiled": self.head_compiled,
        }  # fmt: skip


WHOLE = {"compiled": "network"}
BOTH = {**WHOLE, "captured": True}
VARIANTS = (
    Variant("plain", {}),
    Variant("captured", {"captured": True}),
    Variant("compiled", WHOLE),
    Variant("blocks compiled + captured", {"compiled": "blocks", "captured": True}),
    Variant("compiled + captured", BOTH, after="compiled"),
    Variant("compiled + captured, head in chunks", BOTH, form="chunked", after="compiled"),
    Variant("compiled + captured, head compiled", BOTH, head_compiled=True, after="compiled"),
    Variant(
        "compiled, reduce-overhead", {**WHOLE, "options": {"triton.cudagraphs": True}},
        after="compiled",
    ),
    Variant(
        "compiled + captured, small kernels joined", {**BOTH, "options": {"combo_kernels": True}}
    ),
    Variant(
        "compiled + captured, kernels tuned",
        {**BOTH, "options": {"coordinate_descent_tuning": True}},
    ),
)  # fmt: skip
PEER = "arcface_torch"
PROFILED = ("compiled + captured", "plain")


def contestant(variant: Variant, options: Options, case: tuple[str, int, int]) -> Contestant:
    """The process of a variant."""
    backbone, ids, batch = case
    arguments = {"device": options.device, "backbone": backbone, "ids": ids, "batch": batch}
    threads = {"TORCHINDUCTOR_COMPILE_THREADS": "5"}
    if variant.name == PEER:
        made = {**arguments, "path": options.arcface}
        return Contestant(variant.name, f"{HERE}:TheirStep", made)
    made = arguments | variant.arguments
    return Contestant(variant.name, f"{HERE}:OurStep", made, threads)


def report(
    options: Options,
    *,
    variants: Sequence[Variant] = VARIANTS,
    case: tuple[str, int, int] | None = None,
) -> Iterator[str]:
    """A line when a variant is ready, a table after each round, and where the time goes."""
    begin = time.monotonic()
    limit = options.seconds or 225
    case = case or (("iresnet50", 93_431, 128) if options.device != "cpu" else ("tiny", 500, 4))
    rounds, steps = (1, 2) if options.quick else (3, 20)

    def left(reserve: float) -> float:
        return max(begin + limit - reserve - time.monotonic(), 0.1)

    if options.arcface:
        variants = (Variant(PEER, {}), *variants)
    if options.only:
        variants = [variant for variant in variants if variant.name in options.only]
    yield f"{case[0]}, {case[1]:,} identities, {case[2]} images a step, {limit:.0f} s in all"
    facts: dict[str, Facts] = {}
    running = [contestant(variant, options, case) for variant in variants]
    after = {variant.name: variant.after for variant in variants}
    try:
        # The rest is for measuring.
        for one, found in get_ready(running, lambda: left(0.28 * limit), after):
            facts |= {} if found is None else {one.name: found}
            yield when_ready(one, found)
        seconds: dict[str, list[float]] = {name: [] for name in facts}
        for number in range(rounds):
            if left(25) < 5 and number:
                break
            for one in running:
                if (found := one.ask(f"steps {steps}", 20)) is not None:
                    seconds[one.name].append(found["seconds"])
            yield f"after round {number + 1}\n" + _table(seconds, facts, case[2])
        for one in running:
            if one.name in PROFILED and left(5) > 8 and options.device != "cpu":
                found = one.ask("kernels", left(3))
                yield f"{one.name}: " + (_kernels(found) if found else one.problem)
    finally:
        for one in running:
            one.end()


def _table(seconds: dict[str, list[float]], facts: dict[str, Facts], batch: int) -> str:
    best = {name: min(found) for name, found in seconds.items() if found}
    if not best:
        return "nobody is left"
    slowest = best.get(PEER) or best.get("plain") or next(iter(best.values()))
    rows = [
        (
            name, f"{batch / value:.0f}", f"{1000 * value:.2f}", f"{slowest / value:.2f} x",
            *(f"{facts[name].get(key, float('nan')):.2f}" for key in ("gib", "reserved")),
            f"{facts[name].get('loss', float('nan')):.5f}",
        )
        for name, value in sorted(best.items(), key=lambda item: item[1])
    ]  # fmt: skip
    return table(("", "images/s", "ms", "speed", "GiB", "reserved", "loss"), rows)


def _kernels(found: Facts) -> str:
    kinds = "\n".join(f"  {ms:6.2f} ms  {kind}" for kind, ms in found["kinds"].items())
    longest = "\n".join(
        f"  {ms:6.2f} ms {count:4d} x {name}" for name, ms, count in found["longest"]
    )
    return f"{found['kernels']} kernels, {found['ms']:.2f} ms\n{kinds}\n{longest}"
