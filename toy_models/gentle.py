"""Values that suit a toy: the papers' own are for tens of thousands of classes in 512 dimensions.

On a circle with ten classes a margin of 0.63 rad or 0.19 cosine units is the most that can be met
at all, and s = 30 with t = 1.2 multiplies a rival by e^6 or more; so everything is turned down.
"""

from __future__ import annotations

from losses.catalogue import LOSSES
from losses.parameters import Value
from losses.slots import LossSpec
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Digits

SCALE = 16.0

#: By the code of the slot, so that a loss and a composition of the same slots agree.
SLOTS: dict[str, dict[str, Value]] = {
    "losses.a_softmax:a_margin": {"margin": 1.5},
    "losses.am_softmax:am_margin": {"margin": 0.15},
    "losses.arc_softmax:arc_margin": {"margin": 0.3},
    "losses.combined_margin:combined_margin": {"m1": 1.0, "m2": 0.15, "m3": 0.1},
    "losses.elasticface:ElasticMargin": {"margin": 0.3},
    "losses.magface:magface_margin": {"l_m": 0.2, "u_m": 0.4, "l_a": 1.0, "u_a": 20.0},
    "losses.magface:magface_penalty": {"lambda_g": 1.0},
    "losses.adaface:AdaFaceMargin": {"margin": 0.2},
    "losses.npcface:npc_margin": {"m0": 0.25, "m1": 0.1, "hard_margin": 0.3},
    "losses.npcface:npc_guide": {"t": 1.05, "a": 0.05},
    "losses.sv_softmax:sv_guide": {"t": 1.1},
    "losses.mv_softmax:mv_guide": {"t": 0.1},
    "losses.arcnegface:arcneg_guide": {"alpha": 1.05},
    "losses.circle:circle_margin": {"scale": 64.0},  # its logits are products of two cosines
}


def gentle_value(spec: LossSpec, name: str) -> Value:
    """The toy value of a parameter of a loss; its default where that is gentle already."""
    for slot in spec.slots:
        if name in SLOTS.get(slot.code, {}):
            return SLOTS[slot.code][name]
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
