"""Losses whose scale, s, sets itself."""

from losses.slots import Slot
from losses.spec import LossSpec

ROWS = (
    LossSpec(
        name="adacos",
        title="AdaCos",
        family="adaptive scale",
        paper="Zhang et al. 2019, AdaCos",
        arxiv="1905.00292",
        equation="Eq. 11 to 15",
        about="The scale s sets itself, from the angles reached so far.",
        adaptive_scale=Slot(
            title="AdaCos",
            formula="ln(mean sum of rivals) / cos(median theta_y)",
            code="losses.adacos:AdaptiveScale",
        ),
    ),
)
