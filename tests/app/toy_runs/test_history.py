"""The table of a session's runs: what stays, what goes, and what an address brings back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.toy_runs.history import RUNS_AT_MOST, History, file_name, measures, table
from app.toy_runs.store import Store
from tests.app.runs import flat, run_of, small_config
from toy_models.record import Run


def stopped() -> Run:
    whole = flat()
    arrays = {name: array[:3] for name, array in whole.arrays.items()}
    return replace(whole, stopped=True, steps_K=whole.steps_K[:3], arrays=arrays)


def stand_in(seed: int) -> Run:
    return replace(flat(), config=replace(flat().config, seed=seed))


def test_a_run_is_noted_once_and_a_stopped_one_beside_it() -> None:
    history = History()
    history.note(flat())
    history.note(replace(flat()), seconds=2.0)  # the same run, read again
    history.note(stopped())
    assert [entry.number for entry in history.entries] == [1, 2]
    assert history.entries[0].seconds == 2.0
    assert [entry.stored for entry in history.entries] == [True, False]


def test_the_oldest_goes_unless_it_is_pinned() -> None:
    history = History()
    for seed in range(RUNS_AT_MOST):
        history.note(stand_in(seed))
    history.entries[0].pinned = True
    history.note(stand_in(99))
    assert len(history.entries) == RUNS_AT_MOST
    assert [entry.number for entry in history.entries][:2] == [1, 3]
    history.delete(3)
    assert history.find(3) is None
    history.note(stand_in(1000))
    assert history.entries[-1].number == RUNS_AT_MOST + 2


def test_an_address_and_the_store_bring_the_table_back(tmp_path: Path) -> None:
    store = Store(tmp_path, shipped=None)
    results = [run_of(small_config(seed)) for seed in (1, 2)]
    history = History()
    for result in (*results, stopped()):
        store.put(result.config, result.to_bytes())
        history.note(result)
    history.entries[1].pinned = True
    again = History.restore(history.address(), store.find)
    assert [entry.result.config for entry in again.entries] == [one.config for one in results]
    assert [entry.pinned for entry in again.entries] == [False, True]


def test_only_digests_of_an_address_reach_the_store(tmp_path: Path) -> None:
    asked: list[str] = []
    address = {
        "runs": "../../etc/passwd,<script>,0123456789abcdef," + "z" * 10_000_000,
        "pinned": "0123456789ABCDEF",
    }

    def find(digest: str) -> Run | None:
        asked.append(digest)
        return None

    assert History.restore(address, find).entries == []
    assert asked == ["0123456789abcdef"]
    with pytest.raises(ValueError, match="16 hexadecimal digits"):
        Store(tmp_path).find("../passwd")


def test_a_single_run_needs_no_address() -> None:
    history = History()
    history.note(flat())
    assert history.address() == {}
    history.entries[0].pinned = True
    assert history.address() == {"runs": flat().config.digest, "pinned": flat().config.digest}


def test_the_table_has_a_row_for_every_run_and_loss() -> None:
    history = History()
    history.note(flat(), seconds=1.25)
    history.note(stopped())
    rows = list(csv.DictReader(io.StringIO(table(history).decode())))
    assert len(rows) == 6
    assert [row["loss"] for row in rows[:3]] == list(flat().titles)
    assert rows[0]["training_seconds"] == "1.2"
    assert rows[3]["steps_made"] == str(int(stopped().steps_K[-1]))
    found = [float(row["test_accuracy_share"]) for row in rows[:3]]
    np.testing.assert_allclose(found, flat().arrays["test_accuracy_L"][-1], rtol=1e-5)
    assert measures(flat())[1][0] == "SV-Softmax"


def test_runs_that_are_not_found_are_named_and_many_are_counted() -> None:
    digests = [f"{number:016x}" for number in range(5)]
    lost = History.restore({"runs": ",".join(digests)}, lambda _: None).lost
    assert lost == (
        f"The runs {', '.join(digests[:3])} and 2 more of this link are not stored here, so the "
        "table is without them."
    )
    assert History.restore({"runs": "<script>"}, lambda _: None).lost == ""


def test_rows_that_differ_in_a_parameter_differ_in_the_table() -> None:
    history = History()
    history.note(flat())
    rows = list(csv.DictReader(io.StringIO(table(history).decode())))
    assert [row["parameters"] for row in rows] == [
        "s = 16",
        "s = 16, t = 1.1",
        "m = 0.3 rad (17°), s = 16, t = 1.1",
    ]


def test_two_tables_never_share_a_name() -> None:
    history = History()
    names = [file_name(history)]
    for seed in (1, 2):
        history.note(stand_in(seed))
        names.append(file_name(history))
    history.delete(1)
    names.append(file_name(history))
    assert len(set(names)) == 4
    assert names[2].startswith("margins-and-mining_2-runs_")
