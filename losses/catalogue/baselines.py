"""The plain softmax: no slot is filled."""

from losses.catalogue.shared import SCALE, SV_ARXIV, SV_PAPER
from losses.spec import LossSpec

ROWS = (
    LossSpec(
        name="softmax",
        title="Softmax (inner product)",
        family="baseline",
        paper="standard",
        arxiv="",
        equation="cross-entropy of W x",
        about="Compares inner products: long vectors win as well as near ones.",
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
        about="Only angles count: the class whose weight is nearest wins.",
        notation="Normalised: features and weights have length 1.",
        scale=SCALE,
    ),
)
