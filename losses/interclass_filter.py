"""Inter-class filtering: a rival that is too near is left out, for it may be the same person.

insightface, `arcface_torch/losses.py`; its option is named `interclass_filtering_threshold`.

    cos_k becomes 0    where cos_k > tau,     so that    h_k = exp(-s cos_k)

A person who got two identities in a collected data set is the nearest rival of themselves.  Above
tau such a rival pushes no longer: its term in the sum is e^0, whatever its cosine is.  The limit is
the same for every sample, and does not depend on the target.

Notation: tau is in cosine units; insightface's recipes for data with such conflicts have 0.4.
"""

from torch import Tensor


def filter_guide(cos_BC: Tensor, boundary_B: Tensor, *, limit: float) -> Tensor:
    """0 for the rivals that are nearer than the limit, as an edited cosine.  Shape (B, C)."""
    return cos_BC.masked_fill(cos_BC > limit, 0)
