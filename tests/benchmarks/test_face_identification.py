"""The benchmark measures the real command, on files that it reads whole."""

from pathlib import Path

import numpy as np

from benchmarks.face_identification import Size, report, write_features
from benchmarks.harness.options import Options


def test_a_small_measurement() -> None:
    figures, printed = report(Options(quick=True), size=Size(900, probes=60, people=20))
    assert figures.startswith("60 probes, 900 distractors, 512 numbers each\n")
    seconds, ratio, memory = map(float, figures.splitlines()[2].split()[-3:])
    assert seconds > 0
    assert ratio > 1  # it starts a process and does more
    assert 0.05 < memory < 2
    assert printed.splitlines()[1].startswith("60 probes, 900 distractors, ")


def test_the_probes_are_near_their_people(tmp_path: Path) -> None:
    write_features(tmp_path, Size(50))
    probes = np.load(tmp_path / "probes.npy")
    assert probes.shape == (3530, 512)
    near = np.corrcoef(probes[0], probes[80])[0, 1]
    assert near > 4 * abs(np.corrcoef(probes[0], probes[1])[0, 1])
