"""A margin and a mining at once: the fusions that the SV-Softmax paper compares itself with."""

from losses.catalogue.margins import AM, ARC
from losses.catalogue.mining import FOCAL, HARD
from losses.catalogue.shared import AM_NAMES, ARC_NAMES, SCALE, SV_ARXIV, SV_PAPER
from losses.spec import LossSpec

ROWS = (
    LossSpec(
        name="f_am_softmax",
        title="F-AM-Softmax",
        family="naive fusion",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 4",
        about="AM's margin; samples that are already sure count less.",
        notation="p_y is the probability after the margin. " + AM_NAMES,
        scale=SCALE,
        margin=AM,
        mining=FOCAL,
    ),
    LossSpec(
        name="f_arc_softmax",
        title="F-Arc-Softmax",
        family="naive fusion",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 4",
        about="Arc's margin; samples that are already sure count less.",
        notation="p_y is the probability after the margin. " + ARC_NAMES,
        scale=SCALE,
        margin=ARC,
        mining=FOCAL,
    ),
    LossSpec(
        name="hm_am_softmax",
        title="HM-AM-Softmax",
        family="naive fusion",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 4",
        about="AM's margin, for the hardest samples of each batch alone.",
        notation=AM_NAMES,
        scale=SCALE,
        margin=AM,
        mining=HARD,
    ),
    LossSpec(
        name="hm_arc_softmax",
        title="HM-Arc-Softmax",
        family="naive fusion",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 4",
        about="Arc's margin, for the hardest samples of each batch alone.",
        notation=ARC_NAMES,
        scale=SCALE,
        margin=ARC,
        mining=HARD,
    ),
)
