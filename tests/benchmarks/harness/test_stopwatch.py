"""Parts of a step by a clock that the test moves."""

from benchmarks.harness.stopwatch import Stopwatch


def test_the_stopwatch_gives_parts() -> None:
    now = iter([1.0, 3.0, 6.0])
    watch = Stopwatch(lambda: next(now))
    for part in ("start", "backbone", "head"):
        watch.after(part)
    assert watch.parts() == {"backbone": 2.0, "head": 3.0}
