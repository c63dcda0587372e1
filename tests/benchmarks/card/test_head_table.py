"""The table of heads: ratios to the peer, what does not fit, what there is no time for."""

import json

from benchmarks.card import head_table
from benchmarks.card.head_table import heads
from tests.benchmarks.card.small import small_run
from tests.benchmarks.inside import Inside

MS = {"": 30.0, "arc_softmax": 10.0, "sv_arc_softmax": 15.0}


class Told(Inside):
    """Knows the figures already."""

    def ask(self, command, seconds):
        if command == "ready":
            return {}
        case = json.loads(command)
        if case["form"] == "dense":
            return {"problem": "does not fit"}
        return {"ms": MS[case["loss"]], "mib": 1234.5}


def test_ratios_are_to_the_peer(tmp_path, monkeypatch):
    monkeypatch.setitem(head_table.IDS, "cpu", (1000,))
    run = small_run(tmp_path, arcface="somewhere")
    run.make = Told
    (text,) = heads(run)
    lines = {line.split("  ")[0]: line.split() for line in text.splitlines()[2:]}
    assert lines["PartialFC_V2"][-4:] == ["30.0", "1.00", "x", "1,234"]
    assert lines["sv_arc_softmax, in chunks"][-4:] == ["15.0", "2.00", "x", "1,234"]
    assert lines["arc_softmax, dense"][-3:] == ["does", "not", "fit"]
    assert len(run.results.parts["head"]) == 6


def test_without_time(tmp_path, monkeypatch):
    monkeypatch.setitem(head_table.IDS, "cpu", (1000,))
    lines = [*heads(small_run(tmp_path, seconds=1))]
    assert "1,000 identities, arc_softmax, dense: left out, there is no time." in lines
    assert len(lines) == 5
