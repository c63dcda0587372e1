"""The table of whole steps: images a second, and the parts that make up the step."""

from pathlib import Path

import torch
from torch import nn

from benchmarks.face_training import Case, compare, report
from benchmarks.harness.options import Options
from tests.benchmarks.peers.test_arcface import checkout


def flat(name: str) -> nn.Module:
    """A network of one layer instead of a backbone."""
    return nn.Sequential(nn.Flatten(), nn.Linear(3 * 112**2, 512))


def test_both_sides_make_their_steps(tmp_path: Path) -> None:
    options = Options(quick=True, arcface=checkout(tmp_path))
    head, table = report(options, cases=[("iresnet18", 20)], batch=2, build=flat)
    assert "No peer" not in head
    lines = table.splitlines()
    assert [line.split("  ")[0] for line in lines[2:]] == ["face_training", "arcface_torch"]
    for part in ("backbone", "head", "backward", "norms", "optimiser"):
        assert f"{part}, ms" in lines[1]


def test_without_a_peer() -> None:
    case = Case.drawn("iresnet18", 20, 2, "cpu")
    table = compare(case, 1, Options(quick=True), None, flat)
    assert table.startswith("iresnet18, 20 identities, 2 images a step")


def test_a_case_is_drawn_from_its_seed() -> None:
    one, other = (Case.drawn("iresnet18", 20, 2, "cpu") for _ in range(2))
    assert one.images.shape == (2, 3, 112, 112)
    assert torch.equal(one.images, other.images)
