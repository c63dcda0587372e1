"""Losses whose guidance, h, makes the support vectors weigh more."""

from losses.catalogue.margins import AM, ARC, A
from losses.catalogue.shared import AM_NAMES, ARC_NAMES, SCALE, SV_ARXIV, SV_PAPER, T_OF_MV, T_OF_SV
from losses.parameters import choice, number
from losses.slots import Slot
from losses.spec import LossSpec

SV = Slot(
    name="sv",
    title="SV",
    formula="exp(s (t - 1)(cos_k + 1) I_k)",
    code="losses.sv_softmax:sv_guide",
    parameters={"t": number("t", "emphasis; 1 is none", 1.2, 1, 2)},
    gentle={"t": 1.1},
)
MV = Slot(
    name="mv",
    title="MV",
    formula="exp(s t (cos_k + 1) I_k) or exp(s t I_k)",
    code="losses.mv_softmax:mv_guide",
    parameters={
        "t": number("t", "emphasis; 0 is none, the SV paper's t less 1", 0.2, 0, 1),
        "mode": choice(
            "mode", "whether the emphasis grows with the rival's cosine", "adaptive", "fixed"
        ),
    },
    gentle={"t": 0.1},
)

ROWS = (
    LossSpec(
        name="sv_softmax",
        title="SV-Softmax",
        family="support vectors",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 5 to 7",
        about="A harder push against classes that beat the own class; others stay as they are.",
        notation=T_OF_SV,
        scale=SCALE,
        guidance=SV,
    ),
    LossSpec(
        name="sv_a_softmax",
        title="SV-A-Softmax",
        family="support vectors",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 12, 13",
        about="A harder push against classes that beat the own class, A's margin counted.",
        notation=f"m is a factor (m1). {T_OF_SV}",
        scale=SCALE,
        margin=A,
        guidance=SV,
    ),
    LossSpec(
        name="sv_am_softmax",
        title="SV-AM-Softmax",
        family="support vectors",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 12, 13",
        about="A harder push against classes that beat the own class, AM's margin counted.",
        notation=f"{AM_NAMES} {T_OF_SV}",
        scale=SCALE,
        margin=AM,
        guidance=SV,
    ),
    LossSpec(
        name="sv_arc_softmax",
        title="SV-Arc-Softmax",
        family="support vectors",
        paper=SV_PAPER,
        arxiv=SV_ARXIV,
        equation="Eq. 12, 13",
        about="A harder push against classes that beat the own class, Arc's margin counted.",
        notation=f"{ARC_NAMES} {T_OF_SV}",
        scale=SCALE,
        margin=ARC,
        guidance=SV,
    ),
    LossSpec(
        name="mv_am_softmax",
        title="MV-AM-Softmax",
        family="support vectors",
        paper="Wang et al. 2020, MV-Softmax",
        arxiv="1912.00833",
        equation="fixed and adaptive form",
        about="As SV-AM; the extra push can also be the same for every rival.",
        notation=f"{AM_NAMES} {T_OF_MV}",
        scale=SCALE,
        margin=AM,
        guidance=MV,
        defaults={"scale": 32.0},
    ),
    LossSpec(
        name="mv_arc_softmax",
        title="MV-Arc-Softmax",
        family="support vectors",
        paper="Wang et al. 2020, MV-Softmax",
        arxiv="1912.00833",
        equation="fixed and adaptive form",
        about="As SV-Arc; the extra push can also be the same for every rival.",
        notation=f"{ARC_NAMES} {T_OF_MV}",
        scale=SCALE,
        margin=ARC,
        guidance=MV,
        defaults={"scale": 32.0},
    ),
)
