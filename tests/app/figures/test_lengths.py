"""The curves at both lengths: a line for each loss and length, over the same seeds."""

import pytest

from app.figures.lengths import THICK, THIN, lengths_of
from app.look.themes import LIGHT
from tests.toy_models.guidance.findings.test_both_lengths import LONG, OWN, SMALL
from toy_models.guidance.findings.both_lengths import pairs_of_runs
from toy_models.guidance.stages.own_settings import CONTENDERS


def test_each_loss_has_a_thin_line_and_a_thick_one_that_is_twice_as_long() -> None:
    _, before, after = pairs_of_runs(OWN, LONG, SMALL)
    lines = lengths_of(before, after, LIGHT).data
    assert [line.name for line in lines if line.showlegend] == [one.title for one in CONTENDERS]
    for thin, thick in zip(lines[::2], lines[1::2], strict=True):
        assert (thin.line.width, thick.line.width) == (THIN, THICK)
        assert (thin.line.color, thin.line.dash) == (thick.line.color, thick.line.dash)
        assert (thin.x[-1], thick.x[-1]) == (3, 6)
    runs = [row for row in after if row.arm == "sv"]
    mean = sum(row.tar_curve[-1] for row in runs) / len(runs)
    assert lines[3].y[-1] == pytest.approx(mean)
