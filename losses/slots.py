"""A slot of the equation as data: which function fills it, and with which parameters.

    L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )

f is the margin, g the mining, h the guidance; with a threshold, b, each class is compared with
that and not with the others (see `losses.threshold`).  The function is named by its place,
"losses.sv_softmax:sv_guide", and looked up when a loss is built: so the catalogue can be read
without torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from losses.parameters import Parameter, Value


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One way to fill a slot.

    Attributes:
        name: the name for `losses.compose`; a slot without a name cannot be composed.
        title: the name for readers.
        formula: what the function computes, in one line.
        code: "module:function", or "module:class" for a slot with state.
        parameters: the function's keyword arguments.
        gentle: values for a toy, such as ten classes on a circle, where the papers' own are too
            strong.  A loss with this slot starts from them in the app.
        ascending: pairs of parameters of which the first must be the smaller.
        reads_batch: whether the function also takes batch=.
        needs_norms: whether it reads the lengths of the features.
        compares_samples: whether a sample's value depends on the other samples of its batch.
        constant_factor: whether a factor in it counts as constant, so that its gradient is not
            the slope of its value.
        monotone: whether a loss with this slot never grows when the target's cosine does.
        boundary: of a guidance: what a rival must exceed to be a support vector, if not f.
        indicator: of a guidance: the function of cosine and boundary that says which rivals are
            support vectors, if not those above the boundary alone; it takes the same parameters.
    """

    name: str = ""
    title: str
    formula: str
    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    gentle: Mapping[str, Value] = field(default_factory=dict)
    ascending: tuple[tuple[str, str], ...] = ()
    reads_batch: bool = False
    needs_norms: bool = False
    compares_samples: bool = False
    constant_factor: bool = False
    monotone: bool = True
    boundary: Slot | None = None
    indicator: str = ""
