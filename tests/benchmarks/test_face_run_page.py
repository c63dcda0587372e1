"""The large run is the shipped one with other numbers, and every part of the page is timed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.face_runs.reading import read
from benchmarks.face_run_page import report, widened, works
from benchmarks.harness.options import Options
from tests.app.face_runs.made import directory


def test_a_widened_run_is_the_same_run_with_other_numbers(tmp_path: Path) -> None:
    small = directory(tmp_path / "small", classes=20, steps=3)
    one, large = read(small, "x"), read(widened(small, tmp_path / "large", 1_000), "x")
    assert large.problems == ()
    assert one.samples is not None
    assert large.samples is not None
    assert large.samples.classes == len(large.names) == 1_000
    np.testing.assert_array_equal(large.samples.labels_N, 50 * one.samples.labels_N)
    for a, b in zip(one.moments, large.moments, strict=True):
        np.testing.assert_array_equal(50 * a.rivals_NR, b.rivals_NR)
        np.testing.assert_array_equal(a.rival_angle_NR, b.rival_angle_NR)


def test_every_part_does_its_work(tmp_path: Path) -> None:
    done = {name: work() for name, work in works(directory(tmp_path / "run", steps=3)).items()}
    assert len(done["an identity"]) > 1000  # type: ignore[arg-type]
    assert done["curves"] is not None
    assert len(done["hard pairs"]) == 2  # type: ignore[arg-type]


def test_report(tmp_path: Path) -> None:
    directory(tmp_path / "shipped" / "run", steps=2)
    (text,) = report(Options(quick=True), folder=tmp_path / "shipped", classes=3_000)
    assert "3,000 identities, ms" in text
    assert len(text.splitlines()) == 2 + 8
