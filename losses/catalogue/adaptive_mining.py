"""Losses whose guidance, h, goes by how hard a rival is, or by how far the training has come."""

from losses.catalogue.margins import ARC
from losses.catalogue.shared import SCALE
from losses.parameters import cosine, number, radians
from losses.slots import Slot
from losses.spec import LossSpec

HARD_MARGIN = {"hard_margin": radians("m", "margin that makes a rival hard", 0.5)}
RELAXATION = {"relaxation": cosine("m", "where a rival's push is zero", 0.25)}

ROWS = (
    LossSpec(
        name="curricularface",
        title="CurricularFace",
        family="adaptive mining",
        paper="Huang et al. 2020, CurricularFace",
        arxiv="2004.00288",
        equation="Eq. 6 to 9",
        about="Hard rivals count little at first, and more as training succeeds.",
        notation="Its t is a state, the running mean target cosine, not a parameter.",
        scale=SCALE,
        margin=ARC,
        guidance=Slot(
            name="curricular",
            title="Curricular",
            formula="hard cos_k becomes cos_k (t + cos_k), t the running mean of cos_y",
            code="losses.curricularface:CurricularGuide",
            parameters={"momentum": number("alpha", "share of the old t that is kept", 0.99, 0, 1)},
            monotone=False,  # a rival that stops being hard gets its full weight back at a small t
        ),
        defaults={"scale": 64.0},
    ),
    LossSpec(
        name="arcnegface",
        title="ArcNegFace",
        family="adaptive mining",
        paper="Liu et al. 2019, Towards Flops-constrained Face Recognition",
        arxiv="1909.00632",
        equation="Eq. 5, 6",
        about="A rival pushes hardest where its cosine is close to the target's.",
        scale=SCALE,
        margin=ARC,
        guidance=Slot(
            name="arcneg",
            title="ArcNeg",
            formula="cos_k becomes tau_k cos_k + tau_k - 1",
            code="losses.arcnegface:arcneg_guide",
            parameters={
                "alpha": number("alpha", "largest emphasis", 1.2, 0, 2),
                "sigma": number("sigma", "squared width of the emphasis", 2.0, 0.01, 100),
            },
            gentle={"alpha": 1.05},
            constant_factor=True,
        ),
        defaults={"scale": 64.0},
    ),
    LossSpec(
        name="npcface",
        title="NPCFace",
        family="adaptive mining",
        paper="Zeng et al. 2020, NPCFace",
        arxiv="2007.10172",
        equation="as in FaceX-Zoo",
        about="A harder push against hard rivals, and the margin grows with them.",
        notation="hard_margin bounds the hard rivals; m0 and m1 make the target's margin.",
        scale=SCALE,
        margin=Slot(
            name="npc",
            title="NPC (grows with the hard rivals)",
            formula="cos(theta_y + m0 + m1 mean hard cos)",
            code="losses.npcface:npc_margin",
            parameters={
                "m0": radians("m0", "margin without hard rivals", 0.4),
                "m1": radians("m1", "added at a mean hard cosine of 1", 0.2),
                **HARD_MARGIN,
            },
            gentle={"m0": 0.25, "m1": 0.1, "hard_margin": 0.3},
            reads_batch=True,
            constant_factor=True,
            monotone=False,  # the mean hard cosine can rise when a rival stops being hard
        ),
        guidance=Slot(
            name="npc",
            title="NPC",
            formula="hard cos_k becomes t cos_k + a",
            code="losses.npcface:npc_guide",
            parameters={
                "t": number("t", "factor on a hard cosine", 1.1, 1, 2),
                "a": cosine("a", "added to a hard cosine", 0.2),
            },
            gentle={"t": 1.05, "a": 0.05},
            boundary=Slot(
                title="NPC",
                formula="cos(theta_y + m)",
                code="losses.npcface:npc_boundary",
                parameters=HARD_MARGIN,
            ),
        ),
        defaults={"scale": 64.0},
    ),
    LossSpec(
        name="circle",
        title="Circle loss",
        family="adaptive mining",
        paper="Sun et al. 2020, Circle Loss",
        arxiv="2002.10857",
        equation="Eq. 4 to 8",
        about="Cosines that are far from where they should be move most.",
        notation="The paper calls the scale gamma.",
        scale=SCALE,
        margin=Slot(
            name="circle",
            title="Circle",
            formula="[1 + m - cos_y]+ (cos_y - (1 - m))",
            code="losses.circle:circle_margin",
            parameters={"margin": cosine("m", "relaxation", 0.25)},
            gentle={"scale": 64.0},  # its logits are products of two cosines
            constant_factor=True,
        ),
        guidance=Slot(
            name="circle",
            title="Circle",
            formula="cos_k becomes [cos_k + m]+ (cos_k - m)",
            code="losses.circle:circle_guide",
            parameters=RELAXATION,
            constant_factor=True,
            boundary=Slot(
                title="Circle",
                formula="sqrt(f + m^2)",
                code="losses.circle:circle_boundary",
                parameters=RELAXATION,
            ),
            indicator="losses.circle:circle_beats",
        ),
        defaults={"scale": 256.0},
        tied={"relaxation": "margin"},
    ),
)
