"""The answer of rows: its points are the cells, and a stage counts when it is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import stored_answer
from toy_models.guidance.cells import screen
from toy_models.guidance.from_rows import computed, of_folder
from toy_models.guidance.rows import RESULTS, Store
from toy_models.guidance.stages.dose import DOSE


def test_rows_of_a_control_that_is_unknown_are_refused() -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    with pytest.raises(TypeError, match="no control doze"):
        computed(rows, [], doze=control_rows([0.4] * 8, DOSE))


def test_a_point_is_a_cell_with_its_error_and_its_difference(tmp_path: Path) -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    Store(tmp_path / "screen.jsonl", {}).add(rows)
    found = of_folder(tmp_path)
    assert [point.cell for point in found.points] == [cell.name for cell in screen()]
    for cell in screen():
        point = found.point(cell.name)
        assert point is not None
        assert point.error == pytest.approx(error_as_predicted(cell))
        assert point.tar == pytest.approx(0.5)
        assert point.difference.interval.mean == pytest.approx(as_predicted(cell), abs=0.005)
    assert found.point("another") is None


def test_the_control_comes_when_its_stage_is_complete(tmp_path: Path) -> None:
    """The push is worth .01 at the smaller margin and .03 at the larger."""
    Store(tmp_path / "screen.jsonl", {}).add(screen_rows(as_predicted, error_as_predicted))
    control = Store(tmp_path / "same_margin.jsonl", {})
    rows = control_rows((0.40, 0.40, 0.41, 0.43))
    control.add(rows[1:])
    early = of_folder(tmp_path)
    assert (early.same_margin, early.push_alone, early.trainings) == ((), [], 256)
    control.add(rows[:1])
    found = of_folder(tmp_path)
    means = [one.interval.mean for one in found.push_alone]
    assert means == pytest.approx([0.01, 0.03])
    assert len(found.same_margin) == 4
    assert found.trainings == 256 + 48


def test_the_stored_answer_is_that_of_the_stored_rows() -> None:
    assert stored_answer() == of_folder(RESULTS)
