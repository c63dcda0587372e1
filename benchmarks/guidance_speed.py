"""The arms of the guidance experiment trained together: network-steps a second.

Beside one after another, and beside the engine before the experiment.  A network-step is one step
of one network.  All sides make the same steps, so their final weights must agree, or there is no
result.  The share of the peak is that of floating-point operations a second in one large product
on the same device.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import torch
from torch import Tensor

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import Clock, Times, clock_of, take_turns
from benchmarks.peers.guidance_before import Modules, train_before
from toy_models.data import Dataset, load
from toy_models.guidance.arms import Arm, confirmed
from toy_models.guidance.cells import TINY, Cell
from toy_models.guidance.training import BATCH, LEARNING_RATE, Arms, train

CELL = Cell(
    classes=200, dimension=64, channels=(16, 32, 64), heat=0.8, wrong=0.15, distance=0.7, steps=8
)
CELLS = (CELL, replace(CELL, classes=1000))
#: Arms that a raised parameter does not change in so few steps, in all sides alike.
ARMS = ("norm", "hotter", "sv_constant", "am", "arc")
ON_A_CARD = 8  # times as many arms
TOGETHER, ALONE, BEFORE, PRODUCT = "together", "one by one", "engine before", "large product"
#: A tenth of a step of Adam, which is as large for a tiny gradient as for any other: where a device
#: rounds a gradient near 0 otherwise, single weights may part.
NEAR, PARTED = LEARNING_RATE / 10, 1e-3
LARGE = 2048  # rows and columns of the large product


def operations(cell: Cell) -> float:
    """Floating-point operations of a network-step: the products, forward and twice backward."""
    size, products = 32, 0
    for narrow, wide in pairwise((1, *cell.channels)):
        size = (size + 1) // 2
        products += size**2 * 9 * narrow * wide
    products += size**2 * cell.channels[-1] * cell.dimension + cell.dimension * cell.classes
    return 2.0 * 3 * BATCH * products


@dataclass
class Race:
    """What is trained on all sides."""

    cell: Cell
    arms: tuple[Arm, ...]
    device: str
    dataset: Dataset

    @classmethod
    def of(cls, cell: Cell, device: str, times: int = 1) -> Race:
        """Some arms of a cell, each so many times."""
        arms = [arm for arm in confirmed(cell, 0.25) if arm.name in ARMS]
        return cls(cell, tuple(arms * times), device, load(cell.data, cell.wrong, 0))

    def train(self, arms: Sequence[Arm]) -> Modules:
        """With the engine of the experiment."""
        found: list[Arms] = []
        train(
            self.cell, arms, 0, found.append, dataset=self.dataset, device=self.device, looks=(1.0,)
        )
        return found[0].network, found[0].classifier

    def race(self, rounds: int, clock: Clock) -> Times:
        """The times of all sides, and of the product that says what the device can do."""
        a, b = torch.randn(2, LARGE, LARGE, device=self.device)
        works = {
            TOGETHER: lambda: self.train(self.arms),
            ALONE: lambda: [self.train([arm]) for arm in self.arms],
            BEFORE: lambda: train_before(self.cell, self.arms, 0, self.dataset, self.device),
            PRODUCT: lambda: torch.mm(a, b),
        }
        return take_turns(works, rounds, clock)

    def differences(self) -> Tensor:
        """Between all final weights of this engine and the one before.  One dimension."""
        # On a card convolutions take TF32, and only the engine before has some.
        with torch.backends.cudnn.flags(enabled=True, allow_tf32=False):
            sides = (
                self.train(self.arms),
                train_before(self.cell, self.arms, 0, self.dataset, self.device),
            )
        ours, before = ([p for part in side for p in part.parameters()] for side in sides)
        pairs = zip(ours, before, strict=True)
        return torch.cat([(a - b).detach().abs().flatten() for a, b in pairs])


def agreed(differences: Tensor) -> float:
    """The greatest of the differences between final weights of two engines.

    Raises:
        ValueError: more than PARTED of them are larger than NEAR, or no numbers.
    """
    parted = float((~(differences <= NEAR)).double().mean())
    if parted > PARTED:
        raise ValueError(
            f"This engine and the one before do not train the same: {parted:.1%} of the final "
            f"weights differ by more than {NEAR:g}."
        )
    return float(differences.max())


def report(options: Options, *, cells: Sequence[Cell] = CELLS) -> Iterator[str]:
    """A table for each number of identities."""
    rounds = 2 if options.quick else 5
    if options.quick:
        cells = (replace(TINY, steps=4),)
    on_card = options.device != "cpu"
    for cell in cells:
        race = Race.of(cell, options.device, ON_A_CARD if on_card else 1)
        times = race.race(rounds, clock_of(options.device, options.threads))
        steps = cell.steps * len(race.arms)
        peak = 2 * LARGE**3 / times.typical(PRODUCT)
        rows = [
            (
                name,
                f"{steps / times.typical(name):.0f}",
                f"{times.ratio(name, TOGETHER):.2f} x",
                f"{operations(cell) * steps / times.typical(name) / peak:.1%}",
            )
            for name in (TOGETHER, ALONE, BEFORE)
        ]
        difference = agreed(race.differences())
        yield (
            f"{len(race.arms)} networks, {cell.classes:,} identities, batch {BATCH}, "
            f"{options.device}; greatest difference of weights to the engine before: "
            f"{difference:.1g}\n"
            + table(("", "network-steps/s", "time", "share of the peak"), rows)
        )
