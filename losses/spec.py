"""A loss as a row of data: its place in the literature and the slots that it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from losses.parameters import Parameter, Value
from losses.refusals import instead_of
from losses.slots import Slot


@dataclass(frozen=True, kw_only=True)
class LossSpec:
    """One loss.

    Attributes:
        name: the name for `losses.build`.
        title: the name for readers.
        family: the kind of loss, a group in tables.
        paper: authors, year and short title; without a paper, whose loss it is.
        arxiv: the paper's number, without "arXiv:"; empty for a loss that is not there.
        equation: which equation of the paper; without a paper, the loss in a few words.
        about: what it does, in one plain sentence; the parameters stand beside it.
        notation: how this paper's symbols differ from those of others.
        scale: the parameter s; None if s is 1, or set by `adaptive_scale`.
        adaptive_scale: a scale that sets itself.
        centres: the parameter that says how many centres a class has.  The cosine with a class is
            the largest with any of them; the loss is given that, and the head has the centres.
        margin: f.
        mining: g.
        guidance: h.
        threshold: b, which every class is compared with by itself; without it they compete.
        penalty: is added to the loss of each sample.
        normalised: False if the loss takes inner products W x, not cosines.
        defaults: of parameters, where they differ from the slot's own.
        tied: a slot's parameter -> the parameter of this loss that it takes its value from.
    """

    name: str
    title: str
    family: str
    paper: str
    arxiv: str
    equation: str
    about: str = ""
    notation: str = ""
    scale: Parameter | None = None
    adaptive_scale: Slot | None = None
    centres: Parameter | None = None
    margin: Slot | None = None
    mining: Slot | None = None
    guidance: Slot | None = None
    threshold: Slot | None = None
    penalty: Slot | None = None
    normalised: bool = True
    defaults: Mapping[str, Value] = field(default_factory=dict)
    tied: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Where the loss comes from, as tables print it."""
        return f"{f'arXiv:{self.arxiv}' if self.arxiv else self.paper}, {self.equation}"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The filled slots."""
        boundary = self.guidance.boundary if self.guidance else None
        slots = (
            self.adaptive_scale,
            self.margin,
            self.mining,
            self.guidance,
            self.threshold,
            self.penalty,
            boundary,
        )
        return tuple(slot for slot in slots if slot)

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter of the loss by name, with this loss's own defaults."""
        own = {"scale": self.scale, "centres": self.centres}
        found = {name: parameter for name, parameter in own.items() if parameter}
        for slot in self.slots:
            for name, parameter in slot.parameters.items():
                if name not in self.tied:
                    found[name] = parameter
        return {
            name: parameter.with_default(self.defaults.get(name, parameter.default))
            for name, parameter in found.items()
        }

    @property
    def needs_norms(self) -> bool:
        """Whether the loss must be called with norms_B=."""
        return any(slot.needs_norms for slot in self.slots)

    def arguments(self, slot: Slot, values: Mapping[str, Value]) -> dict[str, object]:
        """The arguments of `slot`'s function, given the values of this loss's parameters."""
        return {name: values[self.tied.get(name, name)] for name in slot.parameters}

    def checked(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """Every parameter's value: the given ones, checked, and the defaults of the others.

        Raises:
            ValueError: an unknown parameter, or a value out of range.
        """
        known = self.parameters
        for name in given:
            if name not in known:
                raise ValueError(f"{self.name} has no parameter {name!r}{instead_of(name, known)}")
        values = {
            name: parameter.checked(given.get(name, parameter.default), where=f"{self.name} {name}")
            for name, parameter in known.items()
        }
        for low, high in (pair for slot in self.slots for pair in slot.ascending):
            if not values[low] < values[high]:  # type: ignore[operator]
                raise ValueError(
                    f"{self.name} {low} must be below {high}, not {values[low]} and {values[high]}."
                )
        return values
