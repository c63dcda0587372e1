"""A slot of the equation as data: which function fills it, and with which parameters.

    L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )

f is the margin, g the mining, h the guidance.  The function is named by its place,
"losses.sv_softmax:sv_guide", and looked up when a loss is built: so the catalogue can be read
without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from losses.parameters import Parameter


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One way to fill a slot."""

    title: str
    formula: str
    code: str  # "module:function", or "module:class" for one with state
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    reads_batch: bool = False  # whether the function also takes batch=
    needs_norms: bool = False
    boundary: Slot | None = None  # for a guidance: what rivals must beat, where it is not f


@dataclass(frozen=True, kw_only=True)
class LossSpec:
    """One loss of the catalogue: its place in the literature and the slots that it fills."""

    name: str
    title: str
    family: str
    paper: str
    arxiv: str
    equation: str
    notation: str = ""
    scale: Parameter | None = None  # None: 1, or set by `adaptive_scale`
    adaptive_scale: Slot | None = None
    margin: Slot | None = None
    mining: Slot | None = None
    guidance: Slot | None = None
    penalty: Slot | None = None  # added to the loss of each sample
    normalised: bool = True  # False: fed with inner products W x, not with cosines
    defaults: Mapping[str, float | str | bool] = field(default_factory=dict)
    tied: Mapping[str, str] = field(default_factory=dict)  # a slot's parameter: this loss's name

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The filled slots."""
        filled = (self.adaptive_scale, self.margin, self.mining, self.guidance, self.penalty)
        boundary = self.guidance.boundary if self.guidance else None
        return tuple(slot for slot in (*filled, boundary) if slot)

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter of the loss by name, with this loss's own defaults."""
        found = {"scale": self.scale} if self.scale else {}
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

    def arguments(self, slot: Slot, values: Mapping[str, float | str | bool]) -> dict[str, object]:
        """What `slot`'s function is called with, out of this loss's parameter values."""
        return {name: values[self.tied.get(name, name)] for name in slot.parameters}
