"""How hard should the push be, and what in it helps: asked where it is known to gain.

Stage 2 takes guidance apart in settings where nothing gains, and in two of its four next to no
picture has a support vector when t rises.  All stages have one t.  Stages 4 and 6 found a setting
in which the push gains: SV-Arc over Arc with the same s and the same margin, where labels name
look-alikes and most training pictures keep a support vector.  Stage 7 takes that one: Arc, SV-Arc
with four values of t, and three parts and controls of the paper's t in the place of guidance.

It was added after stage 6 had been seen.  Its eight seeds are new; in stages 4 and 6 eight pairs
would have told a gain of .005 from none.  How it is read was written down
before its first run, with Holm's correction over all contrasts:

*   the push gains at a t if SV-Arc minus Arc is above 0 there;
*   a harder push than the paper's gains more if SV-Arc at that t minus SV-Arc at 1.2 is above 0;
*   the shift, or the factor, gains alone if that arm minus Arc is above 0;
*   it matters which classes are pushed if SV-Arc at 1.2 gains and random rivals do not.

What was expected: a gain at 1.1, 1.2 and 1.4, none at 1.8 over 1.2, and none of random rivals.  Of
the two parts nothing was expected.
"""

from __future__ import annotations

from dataclasses import replace

from toy_models.guidance.arms import Arm, T, part
from toy_models.guidance.cells import Cell
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.own_settings import TUNING_SEEDS
from toy_models.guidance.stages.repeated import REPEATED_SEEDS
from toy_models.guidance.stages.same_margin import ARC, CELL, HEAT, LARGER, SV_ARC

DOSE_SEEDS = tuple(range(400, 408))
assert not {*DOSE_SEEDS} & {*SCREEN_SEEDS, *CONFIRMATION_SEEDS, *TUNING_SEEDS, *REPEATED_SEEDS}

DOSES = (1.1, T, 1.4, 1.8)
PARTS = ("shift", "factor", "random")


def dose_arms(cell: Cell = CELL) -> tuple[Arm, ...]:
    """Arc, SV-Arc with each t, and the parts; a name holds the setting: `sv_arc s0.3 m0.3 t1.4`."""
    arc, sv_arc = (one.arm(cell, (HEAT, LARGER)) for one in (ARC, SV_ARC))
    apart = (part(name, scale=HEAT * cell.scale, margin=LARGER) for name in PARTS)
    return (
        arc,
        *(
            replace(sv_arc, name=f"{sv_arc.name} t{t:g}", values={**sv_arc.values, "t": t})
            for t in DOSES
        ),
        *(replace(one, name=f"{one.name} {SV_ARC.words((HEAT, LARGER))}") for one in apart),
    )


_ARC, *_OTHERS = (arm.name for arm in dose_arms())
_DOSED, _PARTS = _OTHERS[: len(DOSES)], _OTHERS[len(DOSES) :]
_OF_PAPER = _DOSED[DOSES.index(T)]

#: What the push does at each t, one arm minus another.
GAINS = tuple((one, _ARC) for one in _DOSED)
#: What a harder push does to the paper's.
HARDER = tuple((one, _OF_PAPER) for one, t in zip(_DOSED, DOSES, strict=True) if t > T)
#: What each part does alone.
ALONE = tuple((one, _ARC) for one in _PARTS)
DOSE = Control(
    name="dose",
    heading="Stage 7: how hard to push, and what in the push helps",
    cell=CELL,
    arms_in=dose_arms,
    seeds=DOSE_SEEDS,
    contrasts=(*GAINS, *HARDER, *ALONE),
)
