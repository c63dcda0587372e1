"""The table of whole steps: images a second, and parts that make up the step."""

from pathlib import Path

import pytest
import torch

from benchmarks import face_training
from benchmarks.face_training import Stopwatch, compare, report
from benchmarks.setting import Setting
from tests.benchmarks.test_arcface import checkout


def test_the_stopwatch_gives_parts() -> None:
    now = iter([1.0, 3.0, 6.0])
    watch = Stopwatch(lambda: next(now))
    for part in ("start", "backbone", "head"):
        watch.after(part)
    assert watch.parts() == {"backbone": 2.0, "head": 3.0}


def test_both_sides_make_their_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_training, "CASES", {"cpu": (("iresnet18", 20),)})
    monkeypatch.setattr(face_training, "BATCH", {"cpu": 2})
    monkeypatch.setattr(
        face_training,
        "build",
        lambda name: torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3 * 112**2, 512)),
    )
    head, table = report(Setting(quick=True, arcface=checkout(tmp_path)))
    assert "No peer" not in head
    lines = table.splitlines()
    assert [line.split("  ")[0] for line in lines[2:]] == ["face_training", "arcface_torch"]
    for part in ("backbone", "head", "backward", "norms", "optimiser"):
        assert f"{part}, ms" in lines[1]


def test_without_a_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_training, "BATCH", {"cpu": 2})
    monkeypatch.setattr(
        face_training,
        "build",
        lambda name: torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3 * 112**2, 512)),
    )
    table = compare("iresnet18", 20, 1, Setting(quick=True), None)
    assert table.startswith("iresnet18, 20 identities, 2 images a step")
