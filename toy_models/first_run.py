"""The run that the app shows before the user has chosen anything.

The softmax warm-up and the slow rise of t matter: on a circle class weights cannot pass one
another, and SV-Softmax from the first step on gets stuck.
"""

from __future__ import annotations

from toy_models.config import RunConfig
from toy_models.data import Digits
from toy_models.gentle import gentle

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
