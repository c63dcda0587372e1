"""Losses with a threshold, b: each class is above it or below, whatever the other classes are."""

from losses.catalogue.margins import AM
from losses.catalogue.shared import AM_NAMES, SCALE
from losses.parameters import cosine, number
from losses.slots import Slot
from losses.spec import LossSpec

POWER = number("t", "exponent of g, which moves cosines apart", 3.0, 1, 10)

ROWS = (
    LossSpec(
        name="uniface",
        title="UniFace",
        family="threshold",
        paper="Zhou et al. 2023, UniFace: Unified Cross-Entropy Loss",
        arxiv="",
        equation="ICCV 2023, with the margin",
        about="One learnt threshold: own classes of all samples above it, all rivals below.",
        notation=f"The paper calls the scale gamma. {AM_NAMES}",
        scale=SCALE,
        margin=AM,
        threshold=Slot(
            name="unified",
            title="Unified threshold",
            formula="learnt, from ln(10 C)",
            code="losses.uniface:UnifiedThreshold",
        ),
        defaults={"scale": 64.0, "margin": 0.4},
    ),
    LossSpec(
        name="sphereface2",
        title="SphereFace2",
        family="threshold",
        paper="Wen et al. 2022, SphereFace2",
        arxiv="2108.01513",
        equation="the final loss, type C",
        about="A yes or no for each class by itself; the own class counts more than a rival.",
        notation="r is the scale; g and t are named spread and power; b has the other sign.",
        scale=SCALE,
        margin=Slot(
            name="sphereface2",
            title="SphereFace2",
            formula="2 ((cos_y + 1) / 2)^t - 1 - m",
            code="losses.sphereface2:sphereface2_margin",
            parameters={"margin": cosine("m", "margin on both sides", 0.4), "power": POWER},
            gentle={"margin": 0.1},
        ),
        guidance=Slot(
            name="sphereface2",
            title="SphereFace2",
            formula="cos_k becomes 2 ((cos_k + 1) / 2)^t - 1 + m",
            code="losses.sphereface2:sphereface2_guide",
            parameters={
                "rival_margin": cosine("m", "margin of the rivals", 0.4),
                "rival_power": POWER,
            },
            gentle={"rival_margin": 0.1},
            boundary=Slot(
                title="SphereFace2",
                formula="where the rival's term equals f",
                code="losses.sphereface2:sphereface2_boundary",
                parameters={
                    "rival_margin": cosine("m", "margin of the rivals", 0.4),
                    "rival_power": POWER,
                },
            ),
        ),
        threshold=Slot(
            title="Balanced threshold",
            formula="learnt; weights lambda / s of the target, (1 - lambda) / s of the rivals",
            code="losses.sphereface2:BalancedThreshold",
            parameters={
                "balance": number(
                    "lambda", "weight of the target against the rivals", 0.7, 0.01, 0.99
                ),
                "scale": SCALE,
                "margin": cosine("m", "margin on both sides", 0.4),
                "power": POWER,
            },
        ),
        defaults={"scale": 40.0},
        tied={"rival_margin": "margin", "rival_power": "power"},
    ),
)
