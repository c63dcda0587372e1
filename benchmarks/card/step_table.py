"""Whole steps of this project, planned and plain, and of arcface_torch: timed in turns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import torch

from benchmarks.card.run import Run, Waiting
from benchmarks.harness.contestants import Contestant, Facts, get_ready, when_ready
from benchmarks.harness.table import table
from face_training.head.form import memory_of

#: Backbone, identities, images.  What is compiled for a backbone serves all its cases.
CASES: dict[str, Sequence[tuple[str, int, int]]] = {
    "cuda": (
        ("iresnet50", 93_431, 128), ("iresnet100", 93_431, 128), ("iresnet50", 1_000_000, 128),
    ),
    "cpu": (("iresnet18", 500, 2),),
}  # fmt: skip
ALL_CASES = 120 * 2**30  # bytes of memory in which the processes of all cases fit
OURS, PLAIN, THEIRS = "face_training", "face_training, plain", "arcface_torch"

Backbones = dict[tuple[str, int, int], list[Contestant]]


def groups(run: Run) -> list[Sequence[tuple[str, int, int]]]:
    """Cases whose processes fit the device together."""
    cases = CASES[run.kind]
    if run.kind == "cpu" or memory_of(torch.device(run.options.device)) > ALL_CASES:
        return [cases]
    large = [case for case in cases if case[1] >= 10**6]
    return [[case for case in cases if case not in large], large]


def started_steps(run: Run, wanted: Sequence[tuple[str, int, int]]) -> tuple[Backbones, Waiting]:
    """The processes of cases; each gets ready when what it needs is compiled."""
    cases: Backbones = {}
    after: dict[str, str] = {}
    compiles: dict[str, str] = {}
    for backbone, ids, batch in wanted:
        arguments = {"backbone": backbone, "ids": ids, "batch": batch}
        makers: dict[str, tuple[str, dict[str, Any]]] = {
            OURS: ("OurStep", {}),
            PLAIN: ("OurStep", {"overrides": ["training.compile=false", "training.capture=false"]}),
        }
        if run.options.arcface:
            makers[THEIRS] = ("TheirStep", {"path": run.options.arcface})
        running = [
            run.contestant(
                f"{backbone}, {ids:,}: {name}", f"benchmarks.step_variants:{make}",
                **arguments, **more,
            )
            for name, (make, more) in makers.items()
        ]  # fmt: skip
        cases[backbone, ids, batch] = running
        if backbone in compiles:
            after |= {one.name: compiles[backbone] for one in running}
        compiles.setdefault(backbone, running[0].name)
    everyone = [one for running in cases.values() for one in running]
    return cases, get_ready(everyone, lambda: run.left(0.3 * run.seconds), after)


def steps(run: Run, cases: Backbones, ready: Waiting) -> Iterator[str]:
    """A line when a process is ready, then a table for each case."""
    facts = {}
    for one, found in ready:
        if found is not None:
            facts[one.name] = found
        yield when_ready(one, found)
    for case, running in cases.items():
        yield _timed(run, case, running, facts)
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
            "gib": known.get("reserved", float("nan")),
            "gib_allocated": known.get("gib", float("nan")),
            "loss": known.get("loss", float("nan")),
            "first_step": known.get("first_step", float("nan")),
            "not_captured": known.get("hindrance", ""),
        }  # fmt: skip
        run.results.keep("steps", row)
        rows.append(row)
    title = f"{case[0]}, {case[1]:,} identities, {case[2]} images a step"
    return f"{title}\n{_steps_table(rows)}" if rows else f"{title}: nobody is left"


def _steps_table(rows: Sequence[dict[str, Any]]) -> str:
    head = ("", "images/s", "ms", f"speed beside {THEIRS}", "GiB", "loss")
    shapes = (("speed", "{:.2f} x"), ("gib", "{:.1f}"), ("loss", "{:.4f}"))
    cells = [
        (
            row["name"], f"{row['images_per_second']:.0f}", f"{row['ms']:.2f}",
            *(shown.format(row[key]) if math.isfinite(row[key]) else "-" for key, shown in shapes),
        )
        for row in rows
    ]  # fmt: skip
    return table(head, cells)
