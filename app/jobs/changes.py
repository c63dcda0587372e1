"""Changes of a training under way: what may be changed, to what, and the record of it.

A run that was changed is no longer a function of its RunConfig.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from losses.catalogue import spec_and_values
from losses.parameters import Value
from losses.spec import LossSpec
from toy_models.config import LossChoice, RunConfig

RATE = "learning_rate"
RATES = (1e-6, 10.0)  # the least and the greatest, as in a RunConfig
ALL = "all"  # whom a change is for, if not one loss


@dataclass(frozen=True)
class Change:
    """From this step on, something has another value."""

    step: int
    loss: str  # its title, or ALL
    name: str
    value: Value

    @property
    def plain(self) -> tuple[int, str, str, Value]:
        """As a record of a run keeps it."""
        return self.step, self.loss, self.name, self.value

    @property
    def words(self) -> str:
        """`step 120: t of SV-Softmax = 1.2`."""
        value = f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        whose = "" if self.name == RATE else " of all losses"
        if self.loss != ALL:
            whose = f" of {self.loss}"
        return f"step {self.step}: {self.name.replace('_', ' ')}{whose} = {value}"


class Settings:
    """What a training has now: its learning rate, and each loss's values."""

    def __init__(self, config: RunConfig) -> None:
        """As the config says."""
        self.learning_rate = config.learning_rate
        rows = [spec_and_values(choice.name, dict(choice.parameters)) for choice in config.losses]
        self.specs: list[LossSpec] = [spec for spec, _ in rows]
        self.values: list[dict[str, Value]] = [values for _, values in rows]

    def titles(self) -> list[str]:
        """Of the losses."""
        return [spec.title for spec in self.specs]

    def having(self, name: str) -> list[int]:
        """The losses that have a parameter of this name."""
        return [index for index, values in enumerate(self.values) if name in values]

    def set(self, name: str, value: Value, loss: int | None = None) -> tuple[Value, list[int]]:
        """Note another value; all or nothing.  Returns it as it is stored, and whom it is for.

        Args:
            name: RATE, or a parameter of a loss.
            value: the new one.
            loss: which loss; None for all that have such a parameter.

        Raises:
            ValueError: there is no such thing to change, or the value is out of range.
        """
        if name == RATE:
            self.learning_rate = _rate(value)
            return self.learning_rate, []
        if loss is None:
            losses = self.having(name)
            if not losses:
                known = sorted({RATE}.union(*self.values))
                raise ValueError(
                    f"No loss here has a parameter {name!r}. Allowed: {', '.join(known)}."
                )
        elif 0 <= loss < len(self.specs):
            losses = [loss]
        else:
            raise ValueError(f"There is no loss {loss}; there are 0 to {len(self.specs) - 1}.")
        changed = [
            self.specs[index].checked({**self.values[index], name: value}) for index in losses
        ]
        for index, values in zip(losses, changed, strict=True):
            self.values[index] = values
        return changed[0][name], losses


def with_changes(choice: LossChoice, title: str, changes: Sequence[Change]) -> LossChoice:
    """A loss of this title after these changes; what is not for it, or unknown to it, is not."""
    _, values = spec_and_values(choice.name, dict(choice.parameters))
    mine = {
        change.name: change.value
        for change in changes
        if change.loss in (ALL, title) and change.name in values
    }
    return LossChoice.of(choice.name, **{**dict(choice.parameters), **mine})


def told(changes: Sequence[Change]) -> str:
    """One sentence for the provenance of a run, or nothing."""
    if not changes:
        return ""
    return f"Changed by hand at {'; '.join(change.words for change in changes)}; not stored."


def _rate(value: Value) -> float:
    low, high = RATES
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and low <= float(value) <= high:
        return float(value)
    raise ValueError(f"The learning rate must be {low:g} to {high:g}, not {value!r}.")
