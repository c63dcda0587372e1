"""A GPU in under six minutes: first whether its results are right, then how fast it trains faces.

Compiling takes longest and needs the processor, so whatever compiles starts at the beginning, in
processes of its own, and the rest goes on meanwhile.  Nothing is timed while another process works.
Every part is printed and stored as soon as it is there.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.card.check import in_words, read
from benchmarks.card.heads import PEER, Case
from benchmarks.card.results import Results
from benchmarks.harness.contestants import Contestant, Facts, get_ready
from benchmarks.harness.options import Options
from benchmarks.harness.table import table

PARTS = ("correctness", "steps", "head")
SECONDS = 345.0
CHECKS = {
    "losses and head": "benchmarks.card.losses_agree:LossesAgree",
    "step": "benchmarks.card.steps_agree:StepsAgree",
    "resumption": "benchmarks.card.resumption:Resumption",
    "resumption, deterministic": "benchmarks.card.resumption:DeterministicResumption",
}
#: Backbone, identities, images; a wave gets ready at the same time, and fits the memory of a card.
WAVES = {
    "cuda": (
        (("iresnet50", 93_431, 128), ("iresnet100", 93_431, 128)),
        (("iresnet50", 1_000_000, 128),),
    ),
    "cpu": ((("iresnet18", 500, 2),),),
}
OURS, PLAIN, THEIRS = "face_training", "face_training, plain", "arcface_torch"
IDS = {"cuda": (93_431, 1_000_000, 2_059_906, 10_000_000), "cpu": (500, 1500)}
LOSSES = ("arc_softmax", "sv_arc_softmax")
BATCH = {"cuda": 1024, "cpu": 16}
NO_PEER = "arcface_torch is left out: --arcface FOLDER names its files."

Make = Callable[..., Contestant]


@dataclass
class Run:
    """One check of a card.

    Attributes:
        seconds: how long it may take.
        end: when it must be over, by `time.monotonic`.
        alive: the processes that were started.
    """

    options: Options
    make: Make
    results: Results
    seconds: float
    end: float
    alive: list[Contestant] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """cpu or cuda."""
        return self.options.device_type

    def left(self, reserve: float = 0) -> float:
        """Seconds until the end, less a reserve for what comes later; never none."""
        return max(self.end - reserve - time.monotonic(), 0.1)

    def contestant(self, name: str, make: str, **arguments: Any) -> Contestant:
        """A process, not started yet."""
        threads = {"TORCHINDUCTOR_COMPILE_THREADS": "4"}
        one = self.make(name, make, {"device": self.options.device, **arguments}, threads)
        self.alive.append(one)
        return one


def report(options: Options, *, make: Make = Contestant) -> Iterator[str]:
    """The parts, or those that are asked for; the command ends if there is no such part."""
    begin = time.monotonic()
    wanted = options.only or PARTS
    if unknown := sorted(set(wanted) - set(PARTS)):
        sys.exit(f"gpu has no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
    seconds = options.seconds or SECONDS
    results = Results(Path(options.json or "gpu.json"))
    results.keep("machine", {"measured": options.header(), "seconds": seconds})
    run = Run(options, make, results, seconds, begin + seconds)
    yield f"{seconds:.0f} s in all; results in {results.file}" + (
        "" if options.arcface else f"\n{NO_PEER}"
    )
    try:
        checks = _started_checks(run) if "correctness" in wanted else iter(())
        first = _started_wave(run, 0) if "steps" in wanted else None
        compiled = _compiling(run) if "head" in wanted else iter(())
        yield from _correctness(run, checks)
        for one, facts in compiled:
            yield _when_ready(one, facts)
            one.end()
        if first:
            yield from _steps(run, first)
        if "head" in wanted:
            yield from _heads(run)
    finally:
        for one in run.alive:
            one.end()
    yield f"{time.monotonic() - begin:.0f} s"


Waiting = Iterator[tuple[Contestant, Facts | None]]


def _started_checks(run: Run) -> Waiting:
    checks = [run.contestant(name, make, quick=run.options.quick) for name, make in CHECKS.items()]
    return get_ready(checks, lambda: run.left(0.45 * run.seconds), {})


def _correctness(run: Run, checks: Waiting) -> Iterator[str]:
    for one, facts in checks:
        if facts is None:
            run.results.keep("correctness", {"part": one.name, "problem": one.problem})
            yield f"{one.name}: NOT CHECKED. {one.problem}"
            continue
        agreements = read(facts)
        for each in agreements:
            run.results.keep("correctness", {"part": one.name, **vars(each), "holds": each.holds})
        one.end()
        yield f"{one.name}, {facts.get('seconds', 0):.0f} s\n{in_words(agreements)}"


@dataclass(frozen=True)
class _Wave:
    """Steps that get ready together."""

    cases: dict[tuple[str, int, int], list[Contestant]]
    ready: Waiting


def _started_wave(run: Run, number: int) -> _Wave:
    cases: dict[tuple[str, int, int], list[Contestant]] = {}
    for case in WAVES[run.kind][number]:
        backbone, ids, batch = case
        where = f"{backbone}, {ids:,}"
        arguments = {"backbone": backbone, "ids": ids, "batch": batch}
        makers: dict[str, tuple[str, dict[str, Any]]] = {
            OURS: ("OurStep", {}),
            PLAIN: ("OurStep", {"overrides": ["training.compile=false", "training.capture=false"]}),
        }
        if run.options.arcface:
            makers[THEIRS] = ("TheirStep", {"path": run.options.arcface})
        cases[case] = [
            run.contestant(
                f"{where}: {name}", f"benchmarks.step_variants:{make}", **arguments, **more
            )
            for name, (make, more) in makers.items()
        ]
    everyone = [one for running in cases.values() for one in running]
    return _Wave(cases, get_ready(everyone, lambda: run.left(0.3 * run.seconds), {}))


def _steps(run: Run, first: _Wave) -> Iterator[str]:
    wave = first
    for number in range(len(WAVES[run.kind])):
        if number:
            if run.left(40) < 45:
                yield "The rest of the steps is left out: there is no time."
                return
            wave = _started_wave(run, number)
        facts = {}
        for one, found in wave.ready:
            if found is not None:
                facts[one.name] = found
            yield _when_ready(one, found)
        for case, running in wave.cases.items():
            yield _timed(run, case, running, facts)
        for running in wave.cases.values():
            for one in running:
                one.end()


def _timed(
    run: Run, case: tuple[str, int, int], running: Sequence[Contestant], facts: dict[str, Facts]
) -> str:
    rounds, steps = (1, 2) if run.options.quick else (3, 20)
    seconds: dict[str, list[float]] = {one.name: [] for one in running}
    for _ in range(rounds):
        for one in running:
            if (found := one.ask(f"steps {steps}", min(30, run.left()))) is not None:
                seconds[one.name].append(found["seconds"])
    peer = next((one.name for one in running if one.name.endswith(THEIRS)), "")
    rows = []
    for name, taken in seconds.items():
        if not taken:
            continue
        speed = median(a / b for a, b in zip(seconds[peer], taken, strict=False)) if (
            peer and seconds[peer]
        ) else float("nan")  # fmt: skip
        known = facts.get(name, {})
        row = {
            "backbone": case[0], "identities": case[1], "batch": case[2],
            "name": name.split(": ")[1], "images_per_second": case[2] / median(taken),
            "ms": 1000 * median(taken), "speed": speed,
            "gib": known.get("gib", float("nan")), "loss": known.get("loss", float("nan")),
            "first_step": known.get("first_step", float("nan")),
            "not_captured": known.get("hindrance", ""),
        }  # fmt: skip
        run.results.keep("steps", row)
        rows.append(row)
    title = f"{case[0]}, {case[1]:,} identities, {case[2]} images a step"
    return f"{title}\n{_steps_table(rows)}" if rows else f"{title}: nobody is left"


def _steps_table(rows: Sequence[dict[str, Any]]) -> str:
    head = ("", "images/s", "ms", f"speed beside {THEIRS}", "GiB", "loss")
    cells = [
        (
            row["name"], f"{row['images_per_second']:.0f}", f"{row['ms']:.2f}",
            f"{row['speed']:.2f} x", f"{row['gib']:.1f}", f"{row['loss']:.4f}",
        )
        for row in rows
    ]  # fmt: skip
    return table(head, cells)


def _compiling(run: Run) -> Waiting:
    """Processes that fill the cache of compiled kernels for the chunks of the heads."""
    made = [
        run.contestant(
            f"chunks of {loss}", "benchmarks.card.heads:Compiling", batch=BATCH[run.kind],
            loss=loss, ids=list(IDS[run.kind]),
        )
        for loss in LOSSES
    ]  # fmt: skip
    return get_ready(made, lambda: run.left(0.4 * run.seconds), {})


def _heads(run: Run) -> Iterator[str]:
    options = run.options
    process: Contestant | None = None
    for ids in IDS[run.kind]:
        rows: list[dict[str, Any]] = []
        for case in _cases(ids, bool(options.arcface)):
            if run.left() < 12 + ids / 1e6:
                yield f"{ids:,} identities, {case.name}: left out, there is no time."
                continue
            if process is None or process.problem:
                process = run.contestant(
                    "heads", "benchmarks.card.heads:Heads", batch=BATCH[run.kind],
                    arcface=options.arcface,
                ).start()  # fmt: skip
                process.ask("ready", run.left())
            found = process.ask(case.question(), run.left(3))
            row = {"identities": ids, "name": case.name} | (
                {"problem": process.problem} if found is None else found
            )
            run.results.keep("head", row)
            rows.append(row)
        if rows:
            yield f"head, {ids:,} identities, batch {BATCH[run.kind]}\n{_head_table(rows)}"


def _cases(ids: int, peer: bool) -> list[Case]:
    cases = [Case(ids)] if peer else []
    for loss in LOSSES:
        cases += [Case(ids, loss, "chunked"), Case(ids, loss, "dense")]
    return [*cases, Case(ids, LOSSES[-1], "chunked", "bfloat16")]


def _head_table(rows: Sequence[dict[str, Any]]) -> str:
    peer = next((row["ms"] for row in rows if row["name"] == PEER and "ms" in row), None)
    cells = [
        (row["name"], row["problem"], "", "")
        if "problem" in row
        else (
            row["name"], f"{row['ms']:.1f}", f"{peer / row['ms']:.2f} x" if peer else "",
            f"{row['mib']:,.0f}",
        )
        for row in rows
    ]  # fmt: skip
    return table(("", "ms", f"speed beside {PEER}", "MiB"), cells)


def _when_ready(one: Contestant, facts: Facts | None) -> str:
    if facts is None:
        return f"{one.name}: out. {one.problem}"
    first = f", first step {facts['first_step']:.1f} s" if "first_step" in facts else ""
    waits = f", not captured: {facts['hindrance']}" if facts.get("hindrance") else ""
    return f"{one.name}: ready after {facts.get('seconds', 0):.1f} s{first}{waits}"
