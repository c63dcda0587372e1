"""Losses with a mining, g: a weight for a whole sample."""

from losses.catalogue.shared import SCALE, SV_ARXIV
from losses.parameters import Parameter, number
from losses.slots import Slot
from losses.spec import LossSpec

HARD = Slot(
    name="hard",
    title="Hard mining",
    formula="1 for the hardest samples, else 0",
    code="losses.hard_mining:hard_weight",
    parameters={
        "keep": Parameter(
            symbol="keep",
            meaning="share of the batch that is kept",
            unit="share",
            default=0.9,
            low=0.01,
        )
    },
    compares_samples=True,
)
FOCAL = Slot(
    name="focal",
    title="Focal",
    formula="(1 - p_y)^gamma",
    code="losses.focal:focal_weight",
    parameters={"gamma": number("gamma", "exponent", 2.0, 0, 10)},
)

ROWS = (
    LossSpec(
        name="hm_softmax",
        title="HM-Softmax",
        family="mining",
        paper="Shrivastava et al. 2016, OHEM",
        arxiv="1604.03540",
        equation=f"Eq. 2 of {SV_ARXIV}",
        about="Only the hardest samples of each batch count.",
        scale=SCALE,
        mining=HARD,
    ),
    LossSpec(
        name="f_softmax",
        title="F-Softmax",
        family="mining",
        paper="Lin et al. 2017, Focal Loss",
        arxiv="1708.02002",
        equation=f"Eq. 4; Eq. 2 of {SV_ARXIV}",
        about="Samples that are already sure count less.",
        scale=SCALE,
        mining=FOCAL,
    ),
)
