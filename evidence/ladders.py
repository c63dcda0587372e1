"""The settings that a loss may choose its best from: s for all, m for those with a margin.

What is fixed in Table 1's rows stays so: gamma of the focal losses, the share that hard mining
keeps, t of the support-vector losses.
"""

from __future__ import annotations

from evidence.best_setting import Ladder, Setting
from evidence.table_1 import Row

#: s as a multiple of s_A = sqrt(2) ln(C - 1), the fixed scale of AdaCos for C classes.
SCALES = Ladder("s", (0.2, 0.3, 0.5, 0.8, 1.25, 2.0, 3.0, 5.0), 0.8, "s_A")
A_MARGINS = Ladder("m", (1.1, 1.25, 1.5, 2.0, 3.0), 1.5, "times the angle")
AM_MARGINS = Ladder("m", (0.05, 0.1, 0.2, 0.35, 0.5), 0.2, "in cosine")
ARC_MARGINS = Ladder("m", (0.1, 0.2, 0.3, 0.45, 0.6), 0.3, "rad")
MARGINS = {"a": A_MARGINS, "am": AM_MARGINS, "arc": ARC_MARGINS}


def ladders_of(row: Row) -> tuple[Ladder, ...]:
    """The ladders of a loss of Table 1: s, then m if it has one."""
    if "margin" not in row.settings:
        return (SCALES,)
    return SCALES, MARGINS[row.loss.split("_")[-2]]  # a_softmax, hm_arc_softmax, ...


def parameters_at(row: Row, setting: Setting, unit: float) -> dict[str, float]:
    """The parameters of a loss of Table 1 at a setting.

    Args:
        row: the loss, with what stays fixed.
        setting: a value for each of `ladders_of(row)`.
        unit: s_A, of which the setting's s is a multiple.
    """
    chosen = dict(zip(("scale", "margin"), (setting[0] * unit, *setting[1:]), strict=False))
    return {**row.settings, **chosen}
