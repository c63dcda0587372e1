"""The numbers as CSV, and a name of their own for every batch."""

from __future__ import annotations

import csv
import io

from app.seeds.table import file_name, table
from tests.app.seeds.five import outcomes


def test_there_is_a_row_for_each_seed_and_loss() -> None:
    found = outcomes()
    rows = list(csv.DictReader(io.StringIO(table(found).decode())))
    assert [(row["seed"], row["loss"]) for row in rows][:3] == [
        ("0", "Softmax"),
        ("0", "SV-Softmax"),
        ("1", "Softmax"),
    ]
    assert len(rows) == 10
    assert float(rows[3]["accuracy_percent"]) == round(float(found[1].measures["accuracy"][1]), 4)
    assert float(rows[3]["gap_degrees"]) - float(found[1].measures["gap"][1]) < 1e-4
    assert rows[1]["parameters"] == "s = 16, t = 1.1"
    assert "tar_100_percent" not in rows[0]


def test_two_batches_never_share_a_name() -> None:
    names = {file_name(outcomes()), file_name(outcomes(batch=8)), file_name(outcomes(hidden=(4,)))}
    assert len(names) == 3
    assert all(name.endswith("_5-seeds.csv") for name in names)
