"""The curves at both lengths: a line for each loss and length, over the same seeds."""

from pathlib import Path

import pytest

from app.look.themes import LIGHT
from checks.length_figures import THICK, THIN, lengths_of, stored_length_figures
from tests.toy_models.guidance.drawn_rows import as_predicted, error_as_predicted, screen_rows
from tests.toy_models.guidance.test_both_lengths import LONG, OWN, SMALL
from toy_models.guidance.both_lengths import pairs_of_runs
from toy_models.guidance.own_settings import CONTENDERS
from toy_models.guidance.rows import Store


def test_each_loss_has_a_thin_line_and_a_thick_one_that_is_twice_as_long() -> None:
    _, before, after = pairs_of_runs(OWN, LONG, SMALL)
    lines = lengths_of(SMALL, before, after, LIGHT).data
    assert [line.name for line in lines if line.showlegend] == [one.title for one in CONTENDERS]
    for thin, thick in zip(lines[::2], lines[1::2], strict=True):
        assert (thin.line.width, thick.line.width) == (THIN, THICK)
        assert (thin.line.color, thin.line.dash) == (thick.line.color, thick.line.dash)
        assert (thin.x[-1], thick.x[-1]) == (3, 6)
    runs = [row for row in after if row.arm == "sv"]
    mean = sum(row.tar_curve[-1] for row in runs) / len(runs)
    assert lines[3].y[-1] == pytest.approx(mean)


def test_there_is_no_figure_before_the_stage_is_complete(tmp_path: Path) -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    Store(tmp_path / "screen.jsonl", {"device": "cpu"}).add(rows)
    assert list(stored_length_figures(tmp_path)) == []
