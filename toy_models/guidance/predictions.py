"""What was expected, written down on 2026-11-26, before the first run.

The paper finds that SV-Softmax beats softmax, and SV-X beats X.  Theory (`losses.leverage`) says
where guidance can act at all: at the boundary, within about 1 / s where s is well above s_A, and
over many rivals where s is near s_A or less.  From that, six predictions.  Each names the rows
that decide it and the rule that does, so that nothing is left to choose afterwards.

`fates.py` applies the rules.  TAR is at FAR 1e-3 on people that no training has seen, and every
difference is paired: same data, same start, same batches.  The optimiser and its rate were chosen
before on softmax alone, with a seed (900) that no run below has.
"""

from __future__ import annotations

from dataclasses import dataclass

BOUND = 0.01  # of TAR: a smaller difference would matter to nobody
LEVEL = 0.05


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """One prediction: what was expected, and the rule that decides it."""

    key: str
    expected: str
    rule: str


PREDICTIONS = (
    Prediction(
        key="where",
        expected="SV-Softmax gains only where s is about s_A or less and 2 % or more of the "
        "training pictures are still wrong at the end.",
        rule="Stage 1. A cell gains if the interval of SV minus softmax over its seeds lies above "
        "0, with Holm's correction over the 32 cells. It held if there is such a cell and all of "
        "them have s = 0.8 s_A and a training error of softmax of 2 % or more; it failed if one "
        "has not; without any such cell it is open.",
    ),
    Prediction(
        key="equal",
        expected="At 2 s_A and above, with no training error left, SV-Softmax equals softmax.",
        rule="Stage 1, all cells with s = 2.5 s_A in which softmax ends with a training error "
        "under 0.5 %: it held if the differences of all their seeds together are equivalent to 0 "
        "within 0.01 at the 5 % level, and failed if their interval lies outside.",
    ),
    Prediction(
        key="flips",
        expected="Wrong labels that name look-alikes turn the sign, and an oracle that knows them "
        "turns it back.",
        rule="Stage 1: the main effect of wrong labels on the difference has an interval under 0. "
        "Stage 2, cells with wrong labels: oracle minus SV has an interval above 0. It held if "
        "both are so, and failed if one interval lies on the other side of 0.",
    ),
    Prediction(
        key="random",
        expected="Random rivals instead of the support vectors give nothing.",
        rule="Stage 2, every cell: random rivals minus softmax is equivalent to 0 within 0.01. It "
        "held if that is so in all, and failed if an interval lies outside in one.",
    ),
    Prediction(
        key="hotter",
        expected="Half of any gain or more is that of a plain softmax at s t.",
        rule="Stage 2, every cell in which SV minus softmax has an interval above 0: it held if "
        "the hotter softmax minus softmax is at least half as large in all, and failed if it is "
        "less in one; without any such cell it is open.",
    ),
    Prediction(
        key="with_margin",
        expected="With t raised, SV-Arc equals Arc.",
        rule="Stage 2, every cell: SV-Arc minus Arc is equivalent to 0 within 0.01. It held if "
        "that is so in all, and failed if an interval lies outside in one.",
    ),
)

#: Stage 2's registered contrasts, one arm minus another; Holm's correction is over all of them.
CONTRASTS = (
    ("sv", "norm"),
    ("hotter", "norm"),
    ("sv", "hotter"),
    ("sv", "sv_constant"),
    ("shift", "norm"),
    ("factor", "norm"),
    ("random", "norm"),
    ("normalised", "norm"),
    ("oracle", "sv"),
    ("top_k", "norm"),
    ("sv", "am"),
    ("sv_arc", "arc"),
)

SCREEN_SEEDS = (0, 1, 2, 3)
CONFIRMATION_SEEDS = tuple(range(100, 112))  # others than the screen's, which chose the cells
