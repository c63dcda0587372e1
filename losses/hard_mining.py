"""HM-Softmax (hard example mining): the easiest samples of a batch are dropped.

Shrivastava et al., "Training Region-based Object Detectors with Online Hard Example Mining",
arXiv:1604.03540.  SV-Softmax paper (arXiv:1812.11317), Eq. 2 and 4.

    g(p_y) = 1 for the floor(keep * B) samples with the smallest p_y, 0 for the others

At least one sample is kept, and all that tie with the last one kept.
"""

from torch import Tensor


def hard_weight(log_p_B: Tensor, *, keep: float) -> Tensor:
    """g in {0, 1} from log p_y.  Shape (B,); `keep` is a share of the batch; no gradient."""
    # 0.29 * 100 is 28.999..., hence the small addition before the floor.
    kept = max(1, int(keep * len(log_p_B) + 1e-9))
    hardest_B = log_p_B.detach().kthvalue(kept).values
    return (log_p_B.detach() <= hardest_B).to(log_p_B.dtype)
