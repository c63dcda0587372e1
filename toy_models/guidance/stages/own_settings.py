"""Every loss at its own best s and m: the settings that stage 3 tries, and which it chooses.

Stages 1 and 2 give all arms one s, which asks what guidance does *there*.  A reader who has a
loss to choose asks otherwise: which is better when each is tuned?  Stage 3 takes the data and the
networks of stage 2's cells and lets each loss choose its s, and its margin if it has one, by the
mean TAR of the seeds in TUNING_SEEDS: other trainings, other training people, other strangers than
the seeds that it is judged on.  t stays the paper's 1.2, raised as everywhere.

It takes two of the four cells, the one in which SV gained most and the one in which it lost most:
four would take three hours of a core, and fewer seeds could tell nothing apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.best_setting import Ladder, Search, Setting, means, search, words
from evidence.ladders import AM_MARGINS, ARC_MARGINS, SCALES
from losses.catalogue import LOSSES
from losses.parameters import Value
from toy_models.guidance.arms import Arm, T
from toy_models.guidance.cells import Cell
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.rows import Row

TUNING_SEEDS = (200, 201)
assert not {*TUNING_SEEDS} & {*SCREEN_SEEDS, *CONFIRMATION_SEEDS}

#: Of `chosen_cells`, the first and the last.
CELLS_TAKEN = (0, -1)

#: What is compared: each but the first with the first, and SV-Arc with Arc.
OWN_CONTRASTS = (
    ("sv", "norm"), ("am", "norm"), ("arc", "norm"), ("sv_arc", "norm"), ("sv_arc", "arc"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A loss that is compared at its own best setting."""

    name: str
    title: str
    loss: str  # of the catalogue
    ladders: tuple[Ladder, ...]
    raised: str = ""

    def arm(self, cell: Cell, setting: Setting) -> Arm:
        """The arm of a setting; its name holds it: `arc s0.8 m0.3`."""
        values: dict[str, Value] = {"scale": setting[0] * cell.scale}
        if len(setting) > 1:
            values["margin"] = setting[1]
        if self.raised:
            values["t"] = T
        return Arm(
            name=f"{self.name} {self.words(setting)}",
            title=self.title,
            spec=LOSSES[self.loss],
            values=values,
            raised=self.raised,
        )

    def words(self, setting: Setting) -> str:
        """`s0.8 m0.3`."""
        return words(self.ladders, setting)

    def setting(self, arm: str) -> Setting | None:
        """The setting in the name of an arm; None if the arm is not of this loss."""
        name, *values = arm.split()
        if name != self.name:
            return None
        return tuple(
            float(word.removeprefix(ladder.name))
            for ladder, word in zip(self.ladders, values, strict=True)
        )


CONTENDERS = (
    Contender(name="norm", title="Softmax", loss="norm_softmax", ladders=(SCALES,)),
    Contender(name="sv", title="SV, t raised", loss="sv_softmax", ladders=(SCALES,), raised="t"),
    Contender(name="am", title="AM", loss="am_softmax", ladders=(SCALES, AM_MARGINS)),
    Contender(name="arc", title="Arc", loss="arc_softmax", ladders=(SCALES, ARC_MARGINS)),
    Contender(
        name="sv_arc", title="SV-Arc, t raised", loss="sv_arc_softmax",
        ladders=(SCALES, ARC_MARGINS), raised="t",
    ),
)  # fmt: skip


def own_cells(chosen: Sequence[Cell]) -> list[Cell]:
    """The cells of stage 3: data and network of some of stage 2's.

    They have s = s_A, of which a setting's s is a multiple.
    """
    return [replace(chosen[at], heat=1.0) for at in CELLS_TAKEN]


def measured(
    rows: Sequence[Row], cell: str, contender: Contender, seeds: Sequence[int] = TUNING_SEEDS
) -> dict[Setting, float]:
    """Mean TAR of each setting that has a row of every seed; a run that diverged counts as 0."""
    settings = ((contender.setting(row.arm), row) for row in rows if row.cell == cell)
    return means(
        (
            (setting, row.seed, 0.0 if row.diverged_at else row.tar)
            for setting, row in settings
            if setting is not None
        ),
        seeds,
    )


def searches(rows: Sequence[Row], cell: str, seeds: Sequence[int] = TUNING_SEEDS) -> list[Search]:
    """Where the search of each contender stands in a cell."""
    return [search(one.ladders, measured(rows, cell, one, seeds)) for one in CONTENDERS]


def wanted_arms(rows: Sequence[Row], cell: Cell, seeds: Sequence[int] = TUNING_SEEDS) -> list[Arm]:
    """What the searches of all contenders want to know next; none when they are over."""
    found = searches(rows, cell.name, seeds)
    return [
        one.arm(cell, setting)
        for one, state in zip(CONTENDERS, found, strict=True)
        for setting in state.wanted
    ]


def best_arms(rows: Sequence[Row], cell: Cell, seeds: Sequence[int] = TUNING_SEEDS) -> list[Arm]:
    """Each contender at its best setting, of those whose search is over."""
    found = searches(rows, cell.name, seeds)
    return [
        one.arm(cell, state.best)
        for one, state in zip(CONTENDERS, found, strict=True)
        if state.best is not None
    ]


def judged(rows: Sequence[Row], seeds: Sequence[int] = TUNING_SEEDS) -> list[Row]:
    """The rows that judge: each contender at its best setting, with the contender as the arm."""
    arms = {
        (cell, f"{one.name} {one.words(state.best)}"): one.name
        for cell in dict.fromkeys(row.cell for row in rows)
        for one, state in zip(CONTENDERS, searches(rows, cell, seeds), strict=True)
        if state.best is not None
    }
    return [
        replace(row, arm=arms[row.cell, row.arm])
        for row in rows
        if row.seed not in seeds and (row.cell, row.arm) in arms
    ]
