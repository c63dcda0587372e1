"""Changes of a training under way: what may be changed, to what, and the record of it.

A run that was changed is no longer a function of its RunConfig.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.scene.parameters import in_unit
from losses.catalogue import spec_and_values
from losses.parameters import COSINES, Value
from losses.spec import LossSpec
from toy_models.config import FIXED, LossChoice, RunConfig

RATE = "learning_rate"
RATES = (1e-6, 10.0)  # the least and the greatest, as in a RunConfig
ALL = "all"  # the target of a change: every loss

#: The name of a parameter, its value, and the index of a loss; None for the learning rate.
Wanted = tuple[str, Value, int | None]


@dataclass(frozen=True)
class Change:
    """From this step on, a parameter has another value."""

    step: int
    loss: str  # the title of the loss, or ALL
    name: str
    value: Value
    index: int | None = None  # of the loss; None for all, and in records of before it was written

    @property
    def plain(self) -> tuple[Any, ...]:
        """As a `Run` stores it."""
        whole = self.step, self.loss, self.name, self.value, self.index
        return whole if self.index is not None else whole[:-1]

    def is_for(self, index: int, title: str) -> bool:
        """Whether it is for the loss of this index and title; losses may have one title."""
        return self.loss == ALL or (
            self.loss == title if self.index is None else self.index == index
        )


class Settings:
    """The present learning rate of a training, and the present parameters of each loss."""

    def __init__(self, config: RunConfig) -> None:
        """As the config says."""
        self.learning_rate = config.learning_rate
        rows = [spec_and_values(choice.name, dict(choice.parameters)) for choice in config.losses]
        self.specs: list[LossSpec] = [spec for spec, _ in rows]
        self.values: list[dict[str, Value]] = [values for _, values in rows]

    def applied_to(self, config: RunConfig) -> RunConfig:
        """The config of these losses with the present values; the same object if none differs."""
        losses = tuple(
            _with_values(choice, values)
            for choice, values in zip(config.losses, self.values, strict=True)
        )
        if (losses, self.learning_rate) == (config.losses, config.learning_rate):
            return config
        return replace(config, losses=losses, learning_rate=self.learning_rate)

    def titles(self) -> list[str]:
        """Of the losses."""
        return [spec.title for spec in self.specs]

    def having(self, name: str) -> list[int]:
        """The losses that have a parameter of this name."""
        return [index for index, values in enumerate(self.values) if name in values]

    def set(self, name: str, value: Value, loss: int | None = None) -> tuple[Value, list[int]]:
        """Set another value; on an error nothing changes.

        Returns the value as it is stored, and the indices of the losses that it is for.

        Args:
            name: RATE, or a parameter of a loss.
            value: the new value.
            loss: the index of a loss; None for all losses that have this parameter.

        Raises:
            ValueError: there is no such parameter, a training cannot change it on its way, or
                the value is out of range.
        """
        if name == RATE:
            self.learning_rate = _rate(value)
            return self.learning_rate, []
        if name in FIXED:
            raise ValueError(FIXED[name])
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

    def repeat(self, changes: Sequence[Change]) -> None:
        """Set what was set before."""
        for change in changes:
            loss = change.index
            if loss is None and change.loss != ALL:
                loss = self.titles().index(change.loss)
            self.set(change.name, change.value, loss)


def is_live(name: str, value: Value) -> bool:
    """Whether a training under way can have another value of this parameter of a loss."""
    return isinstance(value, float) and name not in FIXED


def with_changes(
    choice: LossChoice, index: int, title: str, changes: Sequence[Change]
) -> LossChoice:
    """The loss of this index and title after the changes that are for it."""
    _, values = spec_and_values(choice.name, dict(choice.parameters))
    mine = {
        change.name: change.value
        for change in changes
        if change.is_for(index, title) and change.name in values
    }
    return LossChoice.of(choice.name, **{**dict(choice.parameters), **mine})


def config_after(config: RunConfig, changes: Sequence[Change]) -> RunConfig:
    """The config with the values that these changes leave; the same object without changes."""
    settings = Settings(config)
    settings.repeat(changes)
    return settings.applied_to(config)


def _with_values(choice: LossChoice, values: Mapping[str, Value]) -> LossChoice:
    """The loss with these values where they differ from its own."""
    _, own = spec_and_values(choice.name, dict(choice.parameters))
    other = {name: value for name, value in values.items() if value != own[name]}
    return LossChoice.of(choice.name, **{**dict(choice.parameters), **other})


def wanted_changes(present: RunConfig, wanted: RunConfig) -> list[Wanted] | None:
    """What to change of a training so that it has the wanted settings; None if it cannot have them.

    It can have another learning rate, and other numbers in its losses, as far as they are live.
    """
    same = replace(wanted, learning_rate=present.learning_rate, losses=present.losses)
    if same != present or len(wanted.losses) != len(present.losses):
        return None
    rate = wanted.learning_rate
    found: list[Wanted] = [] if rate == present.learning_rate else [(RATE, rate, None)]
    for index, (old, new) in enumerate(zip(present.losses, wanted.losses, strict=True)):
        before, after = dict(old.parameters), dict(new.parameters)
        if old.name != new.name or before.keys() != after.keys():
            return None
        other = {name: value for name, value in after.items() if value != before[name]}
        if not all(is_live(name, value) for name, value in other.items()):
            return None
        found += [(name, value, index) for name, value in other.items()]
    return found


def change_in_words(change: Change, config: RunConfig) -> str:
    """`step 120: margin of Arc-Softmax = 0.5 rad (29°)`, in a run of this config.

    Where losses measure it in several units, each value has its losses.
    """
    settings = Settings(config)
    by_value: dict[str, list[str]] = {}
    for index, spec in enumerate(settings.specs):
        if change.name in spec.parameters and change.is_for(index, spec.title):
            value = _in_its_unit(change.value, spec.parameters[change.name].unit)
            by_value.setdefault(value, []).append(spec.title)
    name = f"step {change.step}: {change.name.replace('_', ' ')}"
    if len(by_value) > 1:
        parts = (f"{value} for {' and '.join(titles)}" for value, titles in by_value.items())
        return f"{name} = {', '.join(parts)}"
    target = "all losses" if change.loss == ALL else change.loss
    of = "" if change.name == RATE else f" of {target}"
    return f"{name}{of} = {next(iter(by_value), _in_its_unit(change.value, ''))}"


def _in_its_unit(value: Value, unit: str) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:g} {COSINES}" if unit == COSINES else in_unit(value, unit)


def in_a_sentence(changes: Sequence[Change], config: RunConfig) -> str:
    """All changes in one sentence, for the provenance of a run; empty if there are none."""
    if not changes:
        return ""
    made = "; ".join(change_in_words(change, config) for change in changes)
    return f"Changed by hand at {made}; not stored."


def _rate(value: Value) -> float:
    low, high = RATES
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and low <= float(value) <= high:
        return float(value)
    raise ValueError(f"The learning rate must be {low:g} to {high:g}, not {value!r}.")
