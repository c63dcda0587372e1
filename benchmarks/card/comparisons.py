"""The checks: all at once, each in a process of its own, and what they found."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.card.check import in_words, read
from benchmarks.card.run import Run, Waiting
from benchmarks.harness.contestants import get_ready

CHECKS = {
    "losses and head": "benchmarks.card.losses_agree:LossesAgree",
    "step": "benchmarks.card.steps_agree:StepsAgree",
    "the same bits": "benchmarks.card.steps_agree:SameBits",
    "resumption": "benchmarks.card.resumption:Resumption",
    "resumption, deterministic": "benchmarks.card.resumption:DeterministicResumption",
}


def started_checks(run: Run) -> Waiting:
    """All checks begin."""
    checks = [run.contestant(name, make, quick=run.options.quick) for name, make in CHECKS.items()]
    return get_ready(checks, lambda: run.left(0.45 * run.seconds), {})


def correctness(run: Run, checks: Waiting) -> Iterator[str]:
    """The table of each check as it is done."""
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
