"""Arc and SV-Arc at the same margins: the control that tells the push from the larger margin.

In stage 3 one gain counts: SV-Arc over Arc in one cell.  There the search gave SV-Arc a margin of
0.3 and Arc one of 0.2, at the same s, so the gain may be that of the push or that of the margin.
Stage 4 trains both losses at both margins, in that cell, at that s, with the seeds that judge.

It was added after stage 3's result had been seen, as a control of it, and no registered prediction
speaks of it.  How it is read was written down before its first run: the push has gained if SV-Arc
minus Arc is above 0 at a margin that they share, and the larger margin has gained if a loss at 0.3
minus the same loss at 0.2 is.  Both may be so, and neither.  Statistics are those of the other
stages, with Holm's correction over these four contrasts.

The four arms of a seed are trained together, so each difference is of one machine.
"""

from __future__ import annotations

from toy_models.guidance.arms import Arm
from toy_models.guidance.cells import Cell, cell_of
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.own_settings import CONTENDERS

#: Where stage 3 found the gain, and the s and the margins that its searches chose there.
CELL = cell_of("K1000 d8 c32 s1 w0.15 f0.7 n1800")
HEAT = 0.3  # s as a multiple of s_A, for both losses
SMALLER, LARGER = 0.2, 0.3  # radians: Arc's own margin, and SV-Arc's

ARC, SV_ARC = (
    next(one for one in CONTENDERS if one.name == name) for name in ("arc", "sv_arc")
)  # fmt: skip


def same_margin_arms(cell: Cell = CELL) -> tuple[Arm, ...]:
    """Arc and SV-Arc, each at both margins; a name holds the setting: `arc s0.3 m0.2`."""
    return tuple(one.arm(cell, (HEAT, m)) for one in (ARC, SV_ARC) for m in (SMALLER, LARGER))


_ARC_SMALLER, _ARC_LARGER, _SV_ARC_SMALLER, _SV_ARC_LARGER = (
    arm.name for arm in same_margin_arms()
)  # fmt: skip

#: What the push does at each margin, one arm minus another.
PUSH = ((_SV_ARC_SMALLER, _ARC_SMALLER), (_SV_ARC_LARGER, _ARC_LARGER))
#: What the larger margin does to each loss.
MARGIN = ((_ARC_LARGER, _ARC_SMALLER), (_SV_ARC_LARGER, _SV_ARC_SMALLER))
SAME_MARGIN = Control(
    name="same_margin",
    heading="Stage 4: Arc and SV-Arc at the same margins",
    cell=CELL,
    arms_in=same_margin_arms,
    seeds=CONFIRMATION_SEEDS,
    contrasts=(*PUSH, *MARGIN),
)
