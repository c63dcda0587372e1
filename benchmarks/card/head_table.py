"""The head with up to ten million identities, dense and in chunks, beside PartialFC_V2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.card.heads import PEER, Case
from benchmarks.card.run import Run, Waiting
from benchmarks.harness.contestants import Contestant, get_ready
from benchmarks.harness.table import table

IDS = {"cuda": (93_431, 1_000_000, 2_059_906, 10_000_000), "cpu": (500, 1500)}
LOSSES = ("arc_softmax", "sv_arc_softmax")
BATCH = {"cuda": 1024, "cpu": 16}


def compiling(run: Run) -> Waiting:
    """Processes that fill the cache of compiled kernels for the chunks of the heads."""
    made = [
        run.contestant(
            f"chunks of {loss}", "benchmarks.card.heads:Compiling", batch=BATCH[run.kind],
            loss=loss, ids=list(IDS[run.kind]),
        )
        for loss in LOSSES
    ]  # fmt: skip
    return get_ready(made, lambda: run.left(0.4 * run.seconds), {})


def heads(run: Run) -> Iterator[str]:
    """A table for each number of identities; what there is no time for is said."""
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
