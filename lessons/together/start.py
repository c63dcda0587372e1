"""The first step of a training, worked out from the losses: random directions, and no network.

M: MARGINS, D: DIMENSIONS, T: GUIDANCES, G: GROWN, X: RIVALS.

A network that has learned nothing puts a picture anywhere: its cosines with all class weights are
those of random directions.  They are taken at equal steps of their distribution, so nothing here
depends on a seed.

Papers: "SV-Softmax", arXiv:1812.11317, Eq. 12 and 13; "MV-Softmax", arXiv:1912.00833;
"CurricularFace", arXiv:2004.00288, Eq. 6.
"""

from __future__ import annotations

import math

import numpy as np

from toy_models.config import LossChoice

MARGINS = tuple(
    float(m) for m in (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40)
)  # degrees
DIMENSIONS = (2, 8, 32, 128, 512)
GUIDANCES = tuple(np.round(np.arange(1, 1.41, 0.05), 2).tolist())
GROWN = tuple(np.round(np.arange(0, 0.91, 0.1), 1).tolist())  # CurricularFace's own t
RIVALS = np.round(np.linspace(-0.4, 1, 57), 3)  # cosines of a rival that beats the target
PICTURES, OTHERS = 400, 401  # steps of the distribution; different, so that there are no ties
PEOPLE = 10_572  # of CASIA-WebFace
WIDE = 512  # dimensions of its features
DEMANDS = ("guidance", "margin", "both", "margins")


def random_cosines(dimension: int, count: int) -> np.ndarray:
    """Of random directions with a given one, at equal steps of their distribution.  (count,)."""
    from scipy.stats import beta

    half = (dimension - 1) / 2
    cosines: np.ndarray = 2 * beta.ppf((np.arange(count) + 0.5) / count, half, half) - 1
    return cosines


def support_share(choice: LossChoice, dimension: int) -> float:
    """The share of all pairs, picture and wrong class, that are support vectors."""
    import torch

    own_B = random_cosines(dimension, PICTURES)
    rivals_BC = np.broadcast_to(random_cosines(dimension, OTHERS), (PICTURES, OTHERS))
    cos_BC = torch.from_numpy(np.column_stack([own_B, rivals_BC]))
    labels_B = torch.zeros(PICTURES, dtype=torch.long)
    return float(choice.build().support_vectors(cos_BC, labels_B)[:, 1:].double().mean())


def shares(t: float) -> np.ndarray:
    """Of SV-Arc, over margin and dimension.  Shape (D, M)."""
    return np.array(
        [
            [
                support_share(LossChoice.of("sv_arc_softmax", margin=math.radians(m), t=t), d)
                for m in MARGINS
            ]
            for d in DIMENSIONS
        ]
    )


def loss_at_start(choice: LossChoice) -> float:
    """Nats, of a picture at 90 degrees from its own class, among PEOPLE at random."""
    import torch

    cos_1C = torch.from_numpy(np.append(0.0, random_cosines(WIDE, PEOPLE - 1)))[None]
    return float(choice.build()(cos_1C, torch.zeros(1, dtype=torch.long)))


def demands(scale: float, margin: float) -> np.ndarray:
    """How much less the own cosine would have to be for softmax to lose as much.  Shape (4, T).

    Softmax itself, then Arc, each with guidance of GUIDANCES; and Arc with a second margin of t - 1
    in the cosine instead.  In the order of DEMANDS, which has Arc alone as its second.
    """
    arc = {"scale": scale, "margin": margin}
    plain = loss_at_start(LossChoice.of("norm_softmax", scale=scale))
    alone = loss_at_start(LossChoice.of("arc_softmax", **arc))
    rows = [
        (
            loss_at_start(LossChoice.of("sv_softmax", scale=scale, t=t)),
            alone,
            loss_at_start(LossChoice.of("sv_arc_softmax", t=t, **arc)),
            loss_at_start(twice(scale, margin, t)),
        )
        for t in GUIDANCES
    ]
    return (np.array(rows).T - plain) / scale


def twice(scale: float, margin: float, t: float) -> LossChoice:
    """Arc with a second margin of t - 1 in the cosine, and no guidance."""
    return LossChoice.of("combined_margin", scale=scale, m1=1.0, m2=margin, m3=t - 1)


def guided(t: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the cosine of a support vector counts as.

    Returns:
        With SV-Softmax (MV-Softmax's adaptive form), with MV-Softmax's fixed form, both (X,), and
        with CurricularFace for each t of GROWN, (G, X).
    """
    import torch

    from losses.curricularface import CurricularGuide
    from losses.mv_softmax import mv_guide
    from losses.sv_softmax import sv_guide

    cos_1X = torch.from_numpy(RIVALS)[None]
    below_1 = torch.full((1,), -1.0, dtype=torch.float64)
    curricular, rows = CurricularGuide(), []
    for grown in GROWN:
        curricular.t.fill_(grown)
        rows.append(curricular(cos_1X, below_1, momentum=0.99)[0])
    adaptive_X = sv_guide(cos_1X, below_1, t=t)[0]
    fixed_X = mv_guide(cos_1X, below_1, t=t - 1, mode="fixed")[0]
    return adaptive_X.numpy(), fixed_X.numpy(), torch.stack(rows).numpy()
