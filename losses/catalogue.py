"""The catalogue: every slot and every loss as a row of data.  Reading it needs no torch.

To add a loss, write its slot as a function in a file of its own and add a row here.
"""

from __future__ import annotations

from collections.abc import Mapping

from losses.parameters import Parameter, Value
from losses.slots import LossSpec, Slot

SV_PAPER = "Wang et al. 2018, Support Vector Guided Softmax Loss for Face Recognition"
SV_ARXIV = "1812.11317"
COMPOSED = "composed"  # the name under which a free composition of slots is known

SCALE = Parameter(
    symbol="s", meaning="scale of the cosines", unit="", default=30.0, low=0.1, high=512.0
)


def _cosine(symbol: str, meaning: str, default: float, high: float = 1.0) -> Parameter:
    return Parameter(
        symbol=symbol, meaning=meaning, unit="cosine units", default=default, high=high
    )


def _radians(symbol: str, meaning: str, default: float) -> Parameter:
    return Parameter(symbol=symbol, meaning=meaning, unit="radians", default=default, high=1.5)


def _number(symbol: str, meaning: str, default: float, low: float, high: float) -> Parameter:
    return Parameter(symbol=symbol, meaning=meaning, unit="", default=default, low=low, high=high)


def _length(symbol: str, meaning: str, default: float) -> Parameter:
    return Parameter(
        symbol=symbol, meaning=meaning, unit="feature length", default=default, low=0.01, high=1e4
    )


_MAG_LENGTHS = {
    "l_a": _length("l_a", "length from which the margin grows", 10.0),
    "u_a": _length("u_a", "length up to which the margin grows", 110.0),
}
_HARD_MARGIN = {"hard_margin": _radians("m", "margin that makes a rival hard", 0.5)}
_RELAXATION = {"relaxation": _cosine("m", "where a rival's push is zero", 0.25)}

# f: a harder target.
A = Slot(
    title="A (multiplicative angle)",
    formula="cos(m theta_y), continued monotonically",
    code="losses.a_softmax:a_margin",
    parameters={"margin": _number("m", "factor on the angle", 4.0, 1, 8)},
)
AM = Slot(
    title="AM (additive cosine)",
    formula="cos(theta_y) - m",
    code="losses.am_softmax:am_margin",
    parameters={"margin": _cosine("m", "margin on the cosine", 0.35)},
)
ARC = Slot(
    title="Arc (additive angle)",
    formula="cos(theta_y + m)",
    code="losses.arc_softmax:arc_margin",
    parameters={"margin": _radians("m", "margin on the angle", 0.5)},
)
COMBINED = Slot(
    title="Combined",
    formula="cos(m1 theta_y + m2) - m3",
    code="losses.combined_margin:combined_margin",
    parameters={
        "m1": _number("m1", "factor on the angle", 1.0, 0.5, 8),
        "m2": _radians("m2", "margin on the angle", 0.3),
        "m3": _cosine("m3", "margin on the cosine", 0.2),
    },
)
ELASTIC = Slot(
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
        "kind": Parameter(
            symbol="kind",
            meaning="which margin is drawn",
            unit="",
            default="arc",
            choices=("arc", "cos"),
        ),
        "plus": Parameter(
            symbol="+",
            meaning="hardest samples get the largest draws",
            unit="",
            default=False,
            choices=(False, True),
        ),
        "seed": _number("seed", "of the draws", 0.0, 0, 1e6),
    },
)
MAG = Slot(
    title="Mag (grows with feature length)",
    formula="cos(theta_y + m(||x||))",
    code="losses.magface:magface_margin",
    parameters={
        **_MAG_LENGTHS,
        "l_m": _radians("l_m", "smallest margin", 0.45),
        "u_m": _radians("u_m", "largest margin", 0.8),
    },
    reads_batch=True,
    needs_norms=True,
)
ADA = Slot(
    title="Ada (angular or additive by quality)",
    formula="cos(theta_y - m z) - (m + m z)",
    code="losses.adaface:AdaFaceMargin",
    parameters={
        "margin": Parameter(
            symbol="m", meaning="margin", unit="radians and cosine units", default=0.4
        ),
        "h": _number("h", "concentration of the quality", 0.333, 0, 10),
        "t_alpha": _number("t_alpha", "weight of the new batch in mu, sigma", 0.01, 0, 1),
    },
    reads_batch=True,
    needs_norms=True,
)
NPC = Slot(
    title="NPC (grows with the hard rivals)",
    formula="cos(theta_y + m0 + m1 mean hard cos)",
    code="losses.npcface:npc_margin",
    parameters={
        "m0": _radians("m0", "margin without hard rivals", 0.4),
        "m1": _radians("m1", "added at a mean hard cosine of 1", 0.2),
        **_HARD_MARGIN,
    },
    reads_batch=True,
)
CIRCLE = Slot(
    title="Circle",
    formula="[1 + m - cos_y]+ (cos_y - (1 - m))",
    code="losses.circle:circle_margin",
    parameters={"margin": _cosine("m", "relaxation", 0.25)},
)

# g: a weight for a whole sample.
FOCAL = Slot(
    title="Focal",
    formula="(1 - p_y)^gamma",
    code="losses.focal:focal_weight",
    parameters={"gamma": _number("gamma", "exponent", 2.0, 0, 10)},
)
HARD = Slot(
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
)

# h: some rivals weigh more.
SV = Slot(
    title="SV",
    formula="exp(s (t - 1)(cos_k + 1) I_k)",
    code="losses.sv_softmax:sv_guide",
    parameters={"t": _number("t", "emphasis; 1 is none", 1.2, 1, 2)},
)
MV = Slot(
    title="MV",
    formula="exp(s t (cos_k + 1) I_k) or exp(s t I_k)",
    code="losses.mv_softmax:mv_guide",
    parameters={
        "t": _number("t", "emphasis; 0 is none, the SV paper's t less 1", 0.2, 0, 1),
        "mode": Parameter(
            symbol="mode",
            meaning="whether the emphasis grows with the rival's cosine",
            unit="",
            default="adaptive",
            choices=("adaptive", "fixed"),
        ),
    },
)
CURRICULAR = Slot(
    title="Curricular",
    formula="hard cos_k becomes cos_k (t + cos_k), t the running mean of cos_y",
    code="losses.curricularface:CurricularGuide",
    parameters={"momentum": _number("alpha", "share of the old t that is kept", 0.99, 0, 1)},
)
ARCNEG = Slot(
    title="ArcNeg",
    formula="cos_k becomes tau_k cos_k + tau_k - 1",
    code="losses.arcnegface:arcneg_guide",
    parameters={
        "alpha": _number("alpha", "largest emphasis", 1.2, 0, 2),
        "sigma": _number("sigma", "squared width of the emphasis", 2.0, 0.01, 100),
    },
)
NPC_GUIDE = Slot(
    title="NPC",
    formula="hard cos_k becomes t cos_k + a",
    code="losses.npcface:npc_guide",
    parameters={
        "t": _number("t", "factor on a hard cosine", 1.1, 1, 2),
        "a": _cosine("a", "added to a hard cosine", 0.2),
    },
    boundary=Slot(
        title="NPC",
        formula="cos(theta_y + m)",
        code="losses.npcface:npc_boundary",
        parameters=_HARD_MARGIN,
    ),
)
CIRCLE_GUIDE = Slot(
    title="Circle",
    formula="cos_k becomes [cos_k + m]+ (cos_k - m)",
    code="losses.circle:circle_guide",
    parameters=_RELAXATION,
    boundary=Slot(
        title="Circle",
        formula="sqrt(f + m^2)",
        code="losses.circle:circle_boundary",
        parameters=_RELAXATION,
    ),
)

# s: a scale that sets itself; and a price on the feature's length.
ADACOS = Slot(
    title="AdaCos",
    formula="ln(mean sum of rivals) / cos(median theta_y)",
    code="losses.adacos:AdaptiveScale",
)
MAG_PENALTY = Slot(
    title="Mag",
    formula="lambda_g (1 / a + a / u_a^2)",
    code="losses.magface:magface_penalty",
    parameters={
        **_MAG_LENGTHS,
        "lambda_g": _number("lambda_g", "price of the length", 35.0, 0, 1000),
    },
    needs_norms=True,
)

#: What `compose` can put into each slot.
MARGINS: dict[str, Slot | None] = {
    "none": None, "a": A, "am": AM, "arc": ARC, "combined": COMBINED, "elastic": ELASTIC,
    "mag": MAG, "ada": ADA, "npc": NPC, "circle": CIRCLE,
}  # fmt: skip
MININGS: dict[str, Slot | None] = {"none": None, "focal": FOCAL, "hard": HARD}
GUIDANCES: dict[str, Slot | None] = {
    "none": None, "sv": SV, "mv": MV, "curricular": CURRICULAR, "arcneg": ARCNEG,
    "npc": NPC_GUIDE, "circle": CIRCLE_GUIDE,
}  # fmt: skip

_ARC_NAMES = "m is in radians; the SV-Softmax paper calls it m3, insightface m2."
_AM_NAMES = "m is in cosine units; the SV-Softmax paper calls it m2, insightface m3."
_T_SV = 't is the SV-Softmax paper\'s; the code of MV-Softmax calls t - 1 "t".'
_T_MV = "t is MV-Softmax's; the SV-Softmax paper's t is 1 more."

LOSSES: dict[str, LossSpec] = {
    spec.name: spec
    for spec in (
        LossSpec(
            name="softmax",
            title="Softmax (inner product)",
            family="baseline",
            paper="standard",
            arxiv="",
            equation="cross-entropy of W x",
            notation="Takes W x, not a cosine; the paper's own Softmax is norm_softmax.",
            normalised=False,
        ),
        LossSpec(
            name="norm_softmax",
            title="Softmax",
            family="baseline",
            paper=SV_PAPER,
            arxiv=SV_ARXIV,
            equation="Eq. 1",
            notation="Normalised: features and weights have length 1.",
            scale=SCALE,
        ),
        LossSpec(
            name="hm_softmax",
            title="HM-Softmax",
            family="mining",
            paper="Shrivastava et al. 2016, OHEM",
            arxiv="1604.03540",
            equation=f"Eq. 2 of {SV_ARXIV}",
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
            scale=SCALE,
            mining=FOCAL,
        ),
        LossSpec(
            name="a_softmax",
            title="A-Softmax",
            family="margin",
            paper="Liu et al. 2017, SphereFace",
            arxiv="1704.08063",
            equation=f"Eq. 7; Eq. 3 of {SV_ARXIV}",
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
            notation=_AM_NAMES,
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
            notation=_ARC_NAMES,
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
            notation="ArcFace's order of m1, m2, m3; the SV-Softmax paper swaps m2 and m3.",
            scale=SCALE,
            margin=COMBINED,
        ),
        LossSpec(
            name="f_am_softmax",
            title="F-AM-Softmax",
            family="naive fusion",
            paper=SV_PAPER,
            arxiv=SV_ARXIV,
            equation="Eq. 4",
            notation="p_y is the probability after the margin. " + _AM_NAMES,
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
            notation="p_y is the probability after the margin. " + _ARC_NAMES,
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
            notation=_AM_NAMES,
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
            notation=_ARC_NAMES,
            scale=SCALE,
            margin=ARC,
            mining=HARD,
        ),
        LossSpec(
            name="sv_softmax",
            title="SV-Softmax",
            family="support vectors",
            paper=SV_PAPER,
            arxiv=SV_ARXIV,
            equation="Eq. 5 to 7",
            notation=_T_SV,
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
            notation=f"m is a factor (m1). {_T_SV}",
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
            notation=f"{_AM_NAMES} {_T_SV}",
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
            notation=f"{_ARC_NAMES} {_T_SV}",
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
            notation=f"{_AM_NAMES} {_T_MV}",
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
            notation=f"{_ARC_NAMES} {_T_MV}",
            scale=SCALE,
            margin=ARC,
            guidance=MV,
            defaults={"scale": 32.0},
        ),
        LossSpec(
            name="curricularface",
            title="CurricularFace",
            family="adaptive mining",
            paper="Huang et al. 2020, CurricularFace",
            arxiv="2004.00288",
            equation="Eq. 6 to 9",
            notation="Its t is a state, the running mean target cosine, not a parameter.",
            scale=SCALE,
            margin=ARC,
            guidance=CURRICULAR,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="arcnegface",
            title="ArcNegFace",
            family="adaptive mining",
            paper="Liu et al. 2019, Towards Flops-constrained Face Recognition",
            arxiv="1909.00632",
            equation="Eq. 5, 6",
            scale=SCALE,
            margin=ARC,
            guidance=ARCNEG,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="npcface",
            title="NPCFace",
            family="adaptive mining",
            paper="Zeng et al. 2020, NPCFace",
            arxiv="2007.10172",
            equation="as in FaceX-Zoo",
            notation="hard_margin bounds the hard rivals; m0 and m1 make the target's margin.",
            scale=SCALE,
            margin=NPC,
            guidance=NPC_GUIDE,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="adacos",
            title="AdaCos",
            family="adaptive scale",
            paper="Zhang et al. 2019, AdaCos",
            arxiv="1905.00292",
            equation="Eq. 11 to 15",
            adaptive_scale=ADACOS,
        ),
        LossSpec(
            name="magface",
            title="MagFace",
            family="quality margin",
            paper="Meng et al. 2021, MagFace",
            arxiv="2103.06627",
            equation="Eq. 3 to 5",
            notation="Needs the feature norms.",
            scale=SCALE,
            margin=MAG,
            penalty=MAG_PENALTY,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="adaface",
            title="AdaFace",
            family="quality margin",
            paper="Kim et al. 2022, AdaFace",
            arxiv="2204.00964",
            equation="Eq. 7 to 11",
            notation="Needs the feature norms. Its h is a concentration, not the guidance h.",
            scale=SCALE,
            margin=ADA,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="elasticface",
            title="ElasticFace",
            family="margin",
            paper="Boutros et al. 2022, ElasticFace",
            arxiv="2109.09416",
            equation="Eq. 6 to 8",
            scale=SCALE,
            margin=ELASTIC,
            defaults={"scale": 64.0},
        ),
        LossSpec(
            name="circle",
            title="Circle loss",
            family="adaptive mining",
            paper="Sun et al. 2020, Circle Loss",
            arxiv="2002.10857",
            equation="Eq. 4 to 8",
            notation="The paper calls the scale gamma.",
            scale=SCALE,
            margin=CIRCLE,
            guidance=CIRCLE_GUIDE,
            defaults={"scale": 256.0},
            tied={"relaxation": "margin"},
        ),
    )
}


def spec_of(name: str) -> LossSpec:
    """The row of a loss.

    Raises:
        ValueError: no such loss; the message lists them all.
    """
    if name not in LOSSES:
        raise ValueError(f"Unknown loss {name!r}. Allowed: {', '.join(LOSSES)}.")
    return LOSSES[name]


def composed_spec(f: str = "none", g: str = "none", h: str = "none") -> LossSpec:
    """A row made of any margin `f`, mining `g` and guidance `h`.

    Raises:
        ValueError: no such slot; the message lists what there is.
    """
    slots = []
    for symbol, chosen, table in (("f", f, MARGINS), ("g", g, MININGS), ("h", h, GUIDANCES)):
        if chosen not in table:
            raise ValueError(f"Unknown slot {symbol}={chosen!r}. Allowed: {', '.join(table)}.")
        slots.append(table[chosen])
    margin, mining, guidance = slots
    named = " + ".join(slot.title for slot in slots if slot) or "Softmax"
    return LossSpec(
        name=COMPOSED,
        title=named,
        family=COMPOSED,
        paper="free composition of slots",
        arxiv="",
        equation=f"f={f}, g={g}, h={h}",
        scale=SCALE,
        margin=margin,
        mining=mining,
        guidance=guidance,
    )


def spec_and_values(
    name: str, parameters: Mapping[str, Value]
) -> tuple[LossSpec, dict[str, Value]]:
    """The row of a loss, composed or named, and every parameter's value, checked.

    Raises:
        ValueError: an unknown loss, slot or parameter, or a value out of range.
    """
    given = dict(parameters)
    if name == COMPOSED:
        slots = {symbol: str(given.pop(symbol)) for symbol in "fgh" if symbol in given}
        spec = composed_spec(**slots)
    else:
        spec = spec_of(name)
    return spec, checked_values(spec, given)


def checked_values(spec: LossSpec, given: Mapping[str, Value]) -> dict[str, Value]:
    """Every parameter's value: the given ones, checked, and the defaults of the others.

    Raises:
        ValueError: an unknown parameter, or a value out of range.
    """
    known = spec.parameters
    for name in given:
        if name not in known:
            allowed = ", ".join(known) or "none"
            raise ValueError(f"{spec.name} has no parameter {name!r}. Allowed: {allowed}.")
    values = {
        name: parameter.checked(given.get(name, parameter.default), where=f"{spec.name} {name}")
        for name, parameter in known.items()
    }
    for low, high in (("l_a", "u_a"), ("l_m", "u_m")):
        if low in values and high in values and not values[low] < values[high]:  # type: ignore[operator]
            raise ValueError(
                f"{spec.name} {low} must be below {high}, not {values[low]} and {values[high]}."
            )
    return values


def checked_parameters(name: str, parameters: Mapping[str, Value]) -> None:
    """Raise a ValueError unless a loss of this name takes these parameters."""
    spec_and_values(name, parameters)
