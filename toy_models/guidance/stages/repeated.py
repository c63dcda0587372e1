"""The one gain that counts, again: the same losses with seeds and people that nothing has seen.

Stage 3 found a gain of SV-Arc over Arc in one cell, and stage 4 took it apart, with the same seeds
and the same people.  A gain that was picked out of many comparisons is expected to shrink.  Stage 6
trains stage 4's four arms once more with twelve other seeds: other trainings, other training
people, other strangers.

It was added after stage 4's result had been seen.  How it is read was written down before its first
run: the gain has come again if SV-Arc at 0.3 minus Arc at 0.2, as their searches chose, is above 0
after Holm's correction over these three contrasts; the push alone has, if its two contrasts are.
"""

from __future__ import annotations

from dataclasses import replace

from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.stages.own_settings import TUNING_SEEDS
from toy_models.guidance.stages.same_margin import MARGIN, PUSH, SAME_MARGIN

REPEATED_SEEDS = tuple(range(300, 312))
assert not {*REPEATED_SEEDS} & {*SCREEN_SEEDS, *CONFIRMATION_SEEDS, *TUNING_SEEDS}

(_, _ARC_SMALLER), (_SV_ARC_LARGER, _) = MARGIN[0], MARGIN[1]
#: The gain as stage 3 found it: each loss at the margin that its search chose.
GAIN = (_SV_ARC_LARGER, _ARC_SMALLER)
REPEATED = replace(
    SAME_MARGIN,
    name="repeated",
    heading="Stage 6: the gain again, with other seeds and other people",
    seeds=REPEATED_SEEDS,
    contrasts=(GAIN, *PUSH),
)
