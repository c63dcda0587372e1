"""Values that suit a toy: the papers' own are for tens of thousands of classes in 512 dimensions.

On a circle with ten classes a margin of 0.63 rad or 0.19 cosine units is the most that can be met
at all, and s = 30 with t = 1.2 multiplies a rival by e^6 or more; so everything is turned down.
"""

from __future__ import annotations

from losses.catalogue import LOSSES
from losses.parameters import Value
from losses.spec import LossSpec
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Digits

SCALE = 16.0


def gentle_value(spec: LossSpec, name: str) -> Value:
    """The toy value of a parameter of a loss; its default where that is gentle already."""
    for slot in spec.slots:
        if name in slot.gentle:
            return slot.gentle[name]
    return SCALE if name == "scale" else spec.parameters[name].default


def gentle(name: str) -> LossChoice:
    """A loss of the catalogue with its toy values.  Raises KeyError for an unknown name."""
    spec = LOSSES[name]
    return LossChoice.of(name, **{p: gentle_value(spec, p) for p in spec.parameters})


#: The run that is shown before anything is chosen.  The softmax warm-up and the slow rise of t
#: matter: on a circle class weights cannot pass one another, and SV-Softmax from scratch sticks.
FIRST_RUN = RunConfig(
    data=Digits(),
    losses=tuple(
        gentle(name)
        for name in (
            "norm_softmax",
            "f_softmax",
            "sv_softmax",
            "am_softmax",
            "arc_softmax",
            "sv_arc_softmax",
        )
    ),
    steps=900,
    learning_rate=0.005,
    softmax_warmup=270,
    t_warmup=450,
    kept=48,
    recorded=500,
)
