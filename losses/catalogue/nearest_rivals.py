"""Losses whose guidance, h, singles out the nearest rivals: to push them, or to leave them out."""

from losses.catalogue.margins import ARC
from losses.catalogue.shared import ARC_NAMES, SCALE
from losses.parameters import cosine, count, radians
from losses.slots import Slot
from losses.spec import LossSpec

ROWS = (
    LossSpec(
        name="inter_topk",
        title="Inter-TopK",
        family="nearest rivals",
        paper="Zhao et al. 2021, Inter-TopK Penalty for Speaker Verification",
        arxiv="2110.05042",
        equation="Eq. 5",
        about="The few nearest rivals push as if they were nearer still.",
        notation=ARC_NAMES,
        scale=SCALE,
        margin=ARC,
        guidance=Slot(
            name="topk",
            title="Inter-TopK",
            formula="cos_k becomes cos(theta_k - m') for the K nearest rivals",
            code="losses.inter_topk:topk_guide",
            parameters={"push": radians("m'", "angle of the push on the nearest rivals", 0.06)},
            boundary=Slot(
                title="Inter-TopK",
                formula="cosine of the rival after the K nearest",
                code="losses.inter_topk:topk_boundary",
                parameters={"nearest": count("K", "how many rivals are pushed", 5.0, 1, 100)},
                gentle={"nearest": 2.0},
                reads_batch=True,
            ),
        ),
        defaults={"scale": 32.0, "margin": 0.2},
    ),
    LossSpec(
        name="filtered_arc",
        title="Filtered Arc",
        family="nearest rivals",
        paper="insightface, arcface_torch",
        arxiv="",
        equation="inter-class filtering",
        about="A rival that is too near may be the same person again: it pushes no longer.",
        notation=ARC_NAMES,
        scale=SCALE,
        margin=ARC,
        guidance=Slot(
            name="filter",
            title="Inter-class filter",
            formula="cos_k becomes 0 where cos_k > tau",
            code="losses.interclass_filter:filter_guide",
            parameters={"limit": cosine("tau", "cosine above which a rival is left out", 0.4)},
            gentle={"limit": 0.95},
        ),
        defaults={"scale": 64.0},
    ),
)
