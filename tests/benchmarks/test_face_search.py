"""The benchmark checks what it measures."""

from benchmarks.face_search import report
from benchmarks.harness.options import Options


def test_a_small_measurement() -> None:
    (figures,) = report(Options(quick=True), faces=5_000)
    assert figures.startswith("64 queries, 5,000 faces of 512 numbers\n")
    seconds, ratio, memory = map(float, figures.splitlines()[3].split()[-3:])
    assert seconds > 0
    assert ratio > 0.5
    assert 0.5 < memory < 20
