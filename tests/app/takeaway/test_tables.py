"""The CSV tables against the record, read back with another reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.guidance.scene import scene as cell_scene
from app.takeaway.tables import TABLES, measures, samples, weights
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from tests.toy_models.guidance.drawn_pictures import drawn
from toy_models.record import OWNERS, unpack_unit


def read(pieces: Iterable[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode())))


def numbers(rows: list[dict[str, str]], column: str) -> Any:
    return np.array([float(row[column]) for row in rows])


def test_measures_have_a_row_for_every_step_and_loss() -> None:
    result = flat()
    rows = read(measures(scene_of(result)))
    steps, losses = len(result.steps_K), len(result.titles)
    assert len(rows) == steps * losses
    assert [row["step"] for row in rows[:losses]] == ["0"] * losses
    assert [row["loss"] for row in rows[:losses]] == [
        "Softmax",
        "SV-Softmax, t = 1.1",
        "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1",
    ]
    arrays = result.arrays
    for column, expected in (
        ("test_accuracy_share", arrays["test_accuracy_L"]),
        ("angle_gap_degrees", np.degrees(arrays["angle_gap_L"])),
        ("pairs_that_are_support_vectors_share", arrays["support_pairs_L"]),
        ("mean_loss_nats", arrays["loss_LN"].astype(np.float32).mean(-1)),
    ):
        np.testing.assert_allclose(numbers(rows, column), expected.ravel(), rtol=1e-5, atol=1e-6)
    owners = [column for column in rows[0] if column.startswith("gradient_share_")]
    assert len(owners) == len(OWNERS)
    shares = np.array([[float(row[column]) for column in owners] for row in rows])
    np.testing.assert_allclose(
        shares, arrays["gradient_share_L4"].reshape(shares.shape), rtol=1e-5, atol=1e-6
    )


@pytest.mark.parametrize("dimension", [2, 3, 5])
def test_samples_are_where_the_record_has_them(dimension: int) -> None:
    result = flat(embedding=dimension)
    rows = read(samples(scene_of(result)))
    steps, losses, count = result.arrays["loss_LN"].shape
    assert len(rows) == steps * losses * count
    # A boring loop over all rows.
    at = 0
    for k in range(steps):
        for loss in range(losses):
            held = result.support_vectors(k, loss).sum(1)
            features = result.features(k, loss)
            for n in range(count):
                row = rows[at]
                at += 1
                assert int(row["step"]) == result.steps_K[k]
                assert int(row["sample"]) == result.samples_N[n]
                assert row["label"] == result.class_names[result.labels_N[n]]
                assert row["true_label"] == result.class_names[result.true_labels_N[n]]
                assert int(row["support_vectors_count"]) == held[n]
                rival = result.arrays["rival_LN"][k, loss, n]
                assert row["nearest_wrong_class"] == result.class_names[rival]
                angle = np.degrees(np.float32(result.arrays["target_angle_LN"][k, loss, n]))
                assert float(row["angle_to_label_degrees"]) == pytest.approx(angle, rel=1e-5)
                for d in range(dimension):
                    assert float(row[f"feature_x{d + 1}_unit_vector"]) == pytest.approx(
                        features[n, d], abs=1e-5
                    )


def test_a_class_that_is_not_shown_has_no_name_but_its_angle() -> None:
    kept = drawn("K9 d8")
    names = (*kept.class_names, "(not shown)")
    rows = read(samples(cell_scene(kept, 0)))
    truths = [row["true_label"] for row in rows[: len(kept.true_labels_N)]]
    assert truths == [names[truth] for truth in kept.true_labels_N]
    for row, rival, angle in zip(
        rows,
        kept.arrays["rival_LN"].ravel(),
        np.degrees(kept.arrays["rival_angle_LN"].astype(np.float32)).ravel(),
        strict=True,
    ):
        expected = names[rival]
        assert row["nearest_wrong_class"] == expected != row["label"]
        assert float(row["angle_to_nearest_wrong_class_degrees"]) == pytest.approx(angle, rel=1e-5)


def test_weights_are_unit_vectors() -> None:
    result = flat(embedding=3)
    rows = read(weights(scene_of(result)))
    found = np.array([[float(row[f"weight_x{d}_unit_vector"]) for d in (1, 2, 3)] for row in rows])
    expected = unpack_unit(result.arrays["weights_LCD"]).reshape(-1, 3)
    np.testing.assert_allclose(found, expected, atol=1e-5)
    assert [row["class"] for row in rows[:4]] == list(result.class_names)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_named_and_filled(name: str) -> None:
    rows = read(TABLES[name](scene_of(flat())))
    for column in rows[0]:
        assert column == column.strip() != ""
        assert all(row[column] != "" for row in rows), column


def test_a_table_comes_a_step_at_a_time_and_a_name_is_held_once() -> None:
    scene = scene_of(flat())
    long = "a name " * 50_000  # as fixed-width text over all rows: 30 GB
    named = replace(scene, class_names=(long, *scene.class_names[1:]))
    pieces = weights(named)
    first = next(pieces)
    assert first.count(long.encode()) == len(scene.panels)
    assert len(first) < 2_000 + len(long) * len(scene.panels)


def test_no_cell_is_a_formula() -> None:
    scene = scene_of(flat())
    names = ('=HYPERLINK("http://x")', "@sum", "-1", *scene.class_names[3:])
    for make in (samples, weights):
        rows = read(make(replace(scene, class_names=names)))
        shown = {row.get("class", row.get("label")) for row in rows}
        assert shown >= {"'" + names[0], "'@sum", "-1"}
        assert not any(cell.startswith(("=", "@")) for row in rows for cell in row.values())
