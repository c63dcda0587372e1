"""The benchmark measures the real command, on files that it reads whole."""

import numpy as np
import pytest

from benchmarks import face_identification
from benchmarks.face_identification import report
from benchmarks.setting import Setting


def test_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_identification, "QUICK_DISTRACTORS", 900)
    monkeypatch.setattr(face_identification, "PROBES", 60)
    monkeypatch.setattr(face_identification, "PEOPLE", 20)
    figures, printed = report(Setting(quick=True))
    assert figures.startswith("60 probes, 900 distractors, 512 numbers each\n")
    seconds, ratio, memory = map(float, figures.splitlines()[2].split()[-3:])
    assert seconds > 0
    assert ratio > 1  # it starts a process and does more
    assert 0.05 < memory < 2
    assert printed.splitlines()[1].startswith("60 probes, 900 distractors, ")


def test_the_probes_are_round_their_people(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    face_identification.write_features(tmp_path, 50)
    probes = np.load(tmp_path / "probes.npy")
    assert probes.shape == (3530, 512)
    near = np.corrcoef(probes[0], probes[80])[0, 1]
    assert near > 4 * abs(np.corrcoef(probes[0], probes[1])[0, 1])
