"""Which machine made which runs: a sentence, and a table only where machines share a cell."""

from dataclasses import replace
from pathlib import Path

from tests.toy_models.guidance.drawn_rows import ROW
from toy_models.guidance.findings.machines import machines_table, machines_words, made
from toy_models.guidance.rows import Row, Store

CPU = {"device": "cpu", "versions": {"torch": "2.13", "numpy": "2.4"}}
CARD = {"device": "a card", "versions": {"torch": "2.11", "numpy": "2.5"}}


def pairs(seeds: range, gain: float, cell: str = "K200") -> list[Row]:
    """Softmax at .5 and SV at .5 and what it gains."""
    return [
        replace(ROW, cell=cell, seed=seed, arm=arm, tar=0.5 + gain * (arm == "sv"))
        for seed in seeds
        for arm in ("norm", "sv")
    ]


def test_machines_are_counted_and_compared_where_they_share_a_cell(tmp_path: Path) -> None:
    file = tmp_path / "confirmation.jsonl"
    Store(file, CARD).add(pairs(range(100, 102), 0.02))
    Store(file, CPU).add([*pairs(range(102, 105), -0.01), *pairs(range(100, 102), 0.0, "K1000")])
    Store(tmp_path / "screen.jsonl", CPU).add(pairs(range(4), 0.03))
    found = made(tmp_path, ("screen", "confirmation", "own_settings"))
    assert machines_words(found) == (
        "Trainings: 22, of which 18 on CPU (torch 2.13, numpy 2.4) "
        "and 4 on a card (torch 2.11, numpy 2.5)."
    )
    assert machines_table(found).splitlines()[2:] == [
        "| K200 | a card (torch 2.11, numpy 2.5) | 100 to 101 | +0.0200 |",
        "| K200 | CPU (torch 2.13, numpy 2.4) | 102 to 104 | -0.0100 |",
    ]


def test_one_machine_needs_no_table(tmp_path: Path) -> None:
    Store(tmp_path / "screen.jsonl", {}).add(pairs(range(4), 0.03))
    found = made(tmp_path, ("screen",))
    assert machines_words(found) == "Trainings: 8, of which 8 on CPU."
    assert machines_table(found) == ""
