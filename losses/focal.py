"""F-Softmax (focal loss): samples that are right already count less.

Lin et al., "Focal Loss for Dense Object Detection", arXiv:1708.02002, Eq. 4.
SV-Softmax paper (arXiv:1812.11317), Eq. 2 and 4.

    g(p_y) = (1 - p_y)^gamma

Notation: gamma is an exponent; gamma = 0 weighs every sample 1.  (Circle loss uses the same
letter for its scale.)  In a fused loss p_y is the probability after the margin.
"""

import torch
from torch import Tensor


def focal_weight(log_p_B: Tensor, *, gamma: float) -> Tensor:
    """g = (1 - p_y)^gamma from log p_y.  Shape (B,); the gradient flows through g as well."""
    miss_B = -torch.expm1(log_p_B)  # 1 - p_y, exact also where p_y rounds to 1
    # For gamma < 1 the slope at p_y = 1 is infinite; the floor makes it 0 there.
    return miss_B.clamp(min=torch.finfo(log_p_B.dtype).tiny) ** gamma
