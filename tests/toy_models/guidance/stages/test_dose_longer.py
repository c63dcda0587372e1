"""Three losses of stage 7, with six of its seeds, and only the steps differ."""

from dataclasses import replace

from toy_models.guidance.arms import T
from toy_models.guidance.stages.dose import DOSE, DOSES, dose_arms
from toy_models.guidance.stages.dose_longer import DOSE_LONGER, HARDEST, PAPERS
from toy_models.guidance.stages.longer import TIMES

ARMS = {arm.name: arm for arm in DOSE_LONGER.arms_in(DOSE_LONGER.cell)}


def test_only_the_steps_differ_from_stage_7() -> None:
    assert replace(DOSE_LONGER.cell, steps=DOSE_LONGER.cell.steps // TIMES) == DOSE.cell
    assert {*DOSE_LONGER.seeds} < {*DOSE.seeds}
    shorter = {arm.name: arm for arm in dose_arms()}
    assert all(shorter[name] == arm for name, arm in ARMS.items())


def test_arc_stands_beside_the_papers_t_and_the_largest() -> None:
    assert len(ARMS) == 3
    (hardest, arc), (papers, same) = HARDEST, PAPERS
    assert arc == same
    assert ARMS[arc].raised == ""
    assert (ARMS[papers].values["t"], ARMS[hardest].values["t"]) == (T, max(DOSES))
