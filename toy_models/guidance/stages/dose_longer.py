"""Is the gain of a harder push one of speed?  Its losses again, with twice the steps.

Stage 7 ends with a third of the training pictures wrong against their labels, and a loss that is
ahead on the way may only be faster.  Stage 8 trains Arc, SV-Arc with the paper's t and SV-Arc with
the largest t for twice as many steps, with six of stage 7's seeds, so that each difference has its
pair at the shorter length.

It was added after stage 7 had been seen.  How it is read was written down before its first run,
with Holm's correction over its three contrasts: the harder push gains beyond speed if SV-Arc at
that t minus Arc is above 0 here, too; and it gains more than the paper's if SV-Arc at that t minus
SV-Arc at 1.2 is.  What was expected: both, and smaller than in stage 7.
"""

from __future__ import annotations

from toy_models.guidance.arms import Arm
from toy_models.guidance.cells import Cell
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.dose import DOSE_SEEDS, GAINS, HARDER, dose_arms
from toy_models.guidance.stages.longer import longer
from toy_models.guidance.stages.same_margin import CELL

HARDEST = GAINS[-1]
PAPERS = (HARDER[-1][1], HARDEST[1])
_TRAINED = {*HARDEST, *PAPERS}


def dose_longer_arms(cell: Cell) -> tuple[Arm, ...]:
    """Arc, and SV-Arc with the paper's t and with the largest."""
    return tuple(arm for arm in dose_arms(cell) if arm.name in _TRAINED)


DOSE_LONGER = Control(
    name="dose_longer",
    heading="Stage 8: how hard to push, trained twice as long",
    cell=longer(CELL),
    arms_in=dose_longer_arms,
    seeds=DOSE_SEEDS[:6],
    contrasts=(HARDEST, HARDER[-1], PAPERS),
)
