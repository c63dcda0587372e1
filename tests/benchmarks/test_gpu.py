"""The check of a GPU, run on the CPU at a small size: every part works, and its rows are stored."""

import contextlib
import json
import threading

import pytest
import torch

from benchmarks.gpu import report
from benchmarks.harness.contestants import Contestant, answer, made
from benchmarks.harness.options import Options
from benchmarks.peers.arcface import Arcface
from tests.benchmarks.peers.test_arcface import checkout

TURN = threading.RLock()  # they share one generator of random numbers


class Inside(Contestant):
    """A contestant in this process."""

    def start(self):
        return self

    def ask(self, command, seconds):
        if self.problem:
            return None
        with TURN:
            if command == "ready" or not hasattr(self, "contest"):
                self.contest = made(self.make, dict(self.arguments))
            return json.loads(json.dumps(answer(self.contest, command)))

    def end(self, problem="ended"):
        self.problem = self.problem or problem


@pytest.fixture(autouse=True)
def _one_group(monkeypatch, tmp_path):
    """In one process there is one process group; settings are restored."""
    before = torch.get_float32_matmul_precision()
    with Arcface(tmp_path, "cpu").usable():
        monkeypatch.setattr(Arcface, "usable", lambda _: contextlib.nullcontext())
        yield
    torch.set_float32_matmul_precision(before)


def test_all_parts_run_and_are_stored(tmp_path):
    file = tmp_path / "gpu.json"
    options = Options(quick=True, arcface=checkout(tmp_path), json=str(file), seconds=3000)
    text = "\n".join(report(options, make=Inside))
    assert "out." not in text
    assert "NOT CHECKED" not in text
    assert "DIFFERS" not in text
    stored = json.loads(file.read_text())
    assert all(row["holds"] for row in stored["correctness"])
    assert {row["part"] for row in stored["correctness"]} == {
        "losses and head", "step", "resumption", "resumption, deterministic",
    }  # fmt: skip
    ours, plain, theirs = stored["steps"]
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
