"""The cells: one setting of data, network and schedule each.  Data depend on cell and seed alone.

Seven factors at two levels.  The screen has 32 of their 128 combinations, a fractional factorial
design of resolution IV: no main effect is confused with another or with an interaction of two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.screening import fractional_factorial
from losses.fixed_scale import fixed_scale
from toy_models.data import Families

PICTURES = 20  # of each training identity
UNSEEN_IDENTITIES, UNSEEN_PICTURES = 400, 8


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One setting.  A factor's low level comes first in FACTORS."""

    classes: int
    dimension: int  # of the features
    channels: tuple[int, ...]  # of the three convolutions
    heat: float  # s / s_A, with s_A = sqrt(2) ln(classes - 1)
    wrong: float  # share of training labels that name a look-alike
    distance: float  # between the members of a family; 1: strangers
    steps: int

    @property
    def name(self) -> str:
        """`K1000 d64 c64 s0.8 w0.15 f0.3 n1800`, the same for the same cell."""
        return (
            f"K{self.classes} d{self.dimension} c{self.channels[-1]} s{self.heat:g} "
            f"w{self.wrong:g} f{self.distance:g} n{self.steps}"
        )

    @property
    def scale(self) -> float:
        """s."""
        return self.heat * fixed_scale(self.classes)

    @property
    def data(self) -> Families:
        """The training people and their pictures."""
        return Families(identities=self.classes, images=PICTURES, distance=self.distance)


FACTORS: dict[str, tuple[object, object]] = {
    "classes": (200, 1000),
    "dimension": (8, 64),
    "channels": ((8, 16, 32), (16, 32, 64)),
    "heat": (0.8, 2.5),
    "wrong": (0.0, 0.15),
    "distance": (0.7, 0.3),  # loose, tight families
    "steps": (600, 1800),
}
#: The sixth factor is the product of the first four, the seventh of four others.
DESIGN = fractional_factorial(5, [(0, 1, 2, 3), (0, 1, 3, 4)])


def screen() -> tuple[Cell, ...]:
    """The 32 cells of stage 1, in the order of DESIGN's rows."""
    return tuple(
        Cell(
            **{  # type: ignore[arg-type]
                name: levels[int(sign > 0)]
                for (name, levels), sign in zip(FACTORS.items(), row, strict=True)
            }
        )
        for row in DESIGN
    )


def cell_of(name: str) -> Cell:
    """The cell of the experiment with this name; stage 3 has cells of the screen at s = s_A.

    Raises:
        ValueError: there is no such cell.
    """
    for cell in screen():
        for here in (cell, replace(cell, heat=1.0)):
            if here.name == name:
                return here
    raise ValueError(f"The experiment has no setting {name!r}.")


#: For a look: trained in seconds.
TINY = Cell(
    classes=20, dimension=8, channels=(4, 8, 8), heat=0.8, wrong=0.1, distance=0.5, steps=40
)
