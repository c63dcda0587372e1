"""The check of a GPU, run on the CPU at a small size: every part works, and its rows are stored."""

import contextlib
import json
from pathlib import Path

import pytest
import torch

from benchmarks.card import step_table
from benchmarks.gpu import report
from benchmarks.harness.options import Options
from benchmarks.peers.arcface import Arcface
from tests.benchmarks.inside import Inside
from tests.benchmarks.peers.test_arcface import checkout


@pytest.fixture(autouse=True)
def _one_group(monkeypatch, tmp_path):
    """In one process there is one process group; settings are restored."""
    before = torch.get_float32_matmul_precision()
    with Arcface(tmp_path, "cpu").usable():
        monkeypatch.setattr(Arcface, "usable", lambda _: contextlib.nullcontext())
        yield
    torch.set_float32_matmul_precision(before)


@pytest.mark.slow
def test_all_parts_run_and_are_stored(tmp_path, monkeypatch):
    monkeypatch.setitem(step_table.CASES, "cpu", (("tiny", 20, 2), ("tiny", 30, 2)))
    file = tmp_path / "gpu.json"
    folder = Path(checkout(tmp_path))
    network = folder / "backbones/iresnet.py"
    network.write_text(network.read_text().replace("iresnet18", "tiny"))
    options = Options(quick=True, arcface=str(folder), json=str(file), seconds=3000)
    text = "\n".join(report(options, make=Inside))
    assert "out." not in text
    assert "NOT CHECKED" not in text
    assert "DIFFERS" not in text
    stored = json.loads(file.read_text())
    assert all(row["holds"] for row in stored["correctness"])
    assert {row["part"] for row in stored["correctness"]} == {
        "losses and head", "step", "the same bits", "resumption", "resumption, deterministic",
    }  # fmt: skip
    ours, plain, theirs = stored["steps"][3:]
    assert {row["identities"] for row in stored["steps"][:3]} == {20}
    assert ours["identities"] == 30
    assert (ours["name"], plain["name"]) == ("face_training", "face_training, plain")
    assert theirs["speed"] == 1
    assert ours["speed"] == pytest.approx(theirs["ms"] / ours["ms"])
    for ids in (500, 1500):
        rows = {row["name"]: row for row in stored["head"] if row["identities"] == ids}
        assert len(rows) == 6
        assert rows["arc_softmax, in chunks"]["mib"] < rows["arc_softmax, dense"]["mib"]


def test_an_unknown_part():
    with pytest.raises(SystemExit, match="gpu has no part heads; there are correctness, steps"):
        next(iter(report(Options(only=("heads",)))))
