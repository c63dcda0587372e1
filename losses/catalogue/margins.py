"""Losses with a margin, f: a harder target."""

from losses.catalogue.shared import AM_NAMES, ARC_NAMES, SCALE, SV_ARXIV
from losses.parameters import Parameter, choice, cosine, number, radians
from losses.slots import Slot
from losses.spec import LossSpec

A = Slot(
    name="a",
    title="A (multiplicative angle)",
    formula="cos(m theta_y), continued monotonically",
    code="losses.a_softmax:a_margin",
    parameters={"margin": number("m", "factor on the angle", 4.0, 1, 8)},
    gentle={"margin": 1.5},
)
AM = Slot(
    name="am",
    title="AM (additive cosine)",
    formula="cos(theta_y) - m",
    code="losses.am_softmax:am_margin",
    parameters={"margin": cosine("m", "margin on the cosine", 0.35)},
    gentle={"margin": 0.15},
)
ARC = Slot(
    name="arc",
    title="Arc (additive angle)",
    formula="cos(theta_y + m)",
    code="losses.arc_softmax:arc_margin",
    parameters={"margin": radians("m", "margin on the angle", 0.5)},
    gentle={"margin": 0.3},
)

ROWS = (
    LossSpec(
        name="a_softmax",
        title="A-Softmax",
        family="margin",
        paper="Liu et al. 2017, SphereFace",
        arxiv="1704.08063",
        equation=f"Eq. 7; Eq. 3 of {SV_ARXIV}",
        about="The angle to the own class is multiplied by m before it is compared.",
        notation="m is a factor without unit (m1); never read it as radians.",
        scale=SCALE,
        margin=A,
    ),
    LossSpec(
        name="am_softmax",
        title="AM-Softmax",
        family="margin",
        paper="Wang et al. 2018, AM-Softmax; CosFace",
        arxiv="1801.05599",
        equation=f"Eq. 5; Eq. 3 of {SV_ARXIV}",
        about="The own class must win by m, in cosine.",
        notation=AM_NAMES,
        scale=SCALE,
        margin=AM,
    ),
    LossSpec(
        name="arc_softmax",
        title="Arc-Softmax",
        family="margin",
        paper="Deng et al. 2019, ArcFace",
        arxiv="1801.07698",
        equation=f"Eq. 3; Eq. 3 of {SV_ARXIV}",
        about="The own class must win by m, in angle.",
        notation=ARC_NAMES,
        scale=SCALE,
        margin=ARC,
    ),
    LossSpec(
        name="combined_margin",
        title="Combined margin",
        family="margin",
        paper="Deng et al. 2019, ArcFace",
        arxiv="1801.07698",
        equation="Eq. 4",
        about="Three margins in one: a factor on the angle, a step in angle, a step in cosine.",
        notation="ArcFace's order of m1, m2, m3; the SV-Softmax paper swaps m2 and m3.",
        scale=SCALE,
        margin=Slot(
            name="combined",
            title="Combined",
            formula="cos(m1 theta_y + m2) - m3",
            code="losses.combined_margin:combined_margin",
            parameters={
                "m1": number("m1", "factor on the angle", 1.0, 0.5, 8),
                "m2": radians("m2", "margin on the angle", 0.3),
                "m3": cosine("m3", "margin on the cosine", 0.2),
            },
            gentle={"m1": 1.0, "m2": 0.15, "m3": 0.1},
        ),
    ),
    LossSpec(
        name="elasticface",
        title="ElasticFace",
        family="margin",
        paper="Boutros et al. 2022, ElasticFace",
        arxiv="2109.09416",
        equation="Eq. 6 to 8",
        about="The margin of each sample is drawn by chance, around m.",
        scale=SCALE,
        margin=Slot(
            name="elastic",
            title="Elastic (random)",
            formula="cos(theta_y + m_i) or cos(theta_y) - m_i, m_i ~ Normal(m, sigma)",
            code="losses.elasticface:ElasticMargin",
            parameters={
                "margin": Parameter(
                    symbol="m",
                    meaning="mean margin",
                    unit="radians for arc, cosine units for cos",
                    default=0.5,
                ),
                "sigma": Parameter(
                    symbol="sigma",
                    meaning="deviation of the margin",
                    unit="as m",
                    default=0.05,
                    high=0.5,
                ),
                "kind": choice("kind", "which margin is drawn", "arc", "cos"),
                "plus": choice("+", "hardest samples get the largest draws", False, True),
                "seed": number("seed", "of the draws", 0.0, 0, 1e6),
            },
            gentle={"margin": 0.3},
        ),
        defaults={"scale": 64.0},
    ),
)
