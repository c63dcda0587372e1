"""The answer beside the rows: what is saved is what is read, and what is damaged is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.answer import FILE, Own, read_answer, save_answer, stored_answer
from toy_models.guidance.from_rows import computed, of_folder
from toy_models.guidance.stages.dose import DOSE


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    rows[1] = replace(rows[1], diverged_at=3, tar=float("nan"))
    found = computed(
        rows,
        [],
        same_margin=control_rows((0.4, 0.42, 0.41, 0.43)),
        dose=control_rows([0.4 + k / 100 for k in range(8)], DOSE),
    )
    save_answer(found, tmp_path / FILE)
    assert read_answer(tmp_path / FILE) == found
    assert (found.trainings, found.diverged, found.stuck) == (256 + 48 + 64, 1, 0)
    assert json.loads((tmp_path / FILE).read_text())["contrasts"] == []


def test_no_answer_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no answer\.json yet"):
        read_answer(tmp_path / FILE)
    (tmp_path / FILE).write_text("{}")
    with pytest.raises(ValueError, match=r"answer\.json is damaged"):
        read_answer(tmp_path / FILE)
    with pytest.raises(ValueError, match=r"no screen\.jsonl"):
        of_folder(tmp_path)


def test_the_margins_that_losses_chose_and_the_runs_that_stuck_are_data() -> None:
    found = replace(
        stored_answer(),
        own=(
            Own(cell="a", title="Softmax", setting="s0.5", tar=0.1),
            Own(cell="a", title="Arc", setting="s0.5 m0.45", tar=0.1),
        ),
    )
    assert found.margin("a", "norm") == 0
    assert found.margin("a", "arc") == 0.45
    one = next(one for one in found.own_contrasts if one.stuck)
    assert len(one.stuck) < found.own_stuck <= found.stuck
    assert one.mean_learned != one.interval.mean
