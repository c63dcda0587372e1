"""UniFace, the unified cross-entropy: one threshold for all classes of all samples.

Zhou et al., "UniFace: Unified Cross-Entropy Loss for Deep Face Recognition", ICCV 2023.

    -log p_y = log(1 + e^{b - s f}) + sum_{k != y} log(1 + e^{s cos theta_k - b})

with f = cos(theta_y) - m, and b learnt.  Softmax alone can leave a target of one sample below a
rival of another; here every target is to be above every rival of all samples.

b starts at ln(10 C), as in the authors' code: rivals with a cosine of 0 count for 1 / 10 together.

Notation: the paper's scale is gamma.  The authors clamp the exponents to -s and s, which stops
their gradient beyond; here nothing is clamped.
"""

import math

from losses.threshold import LearntThreshold, Threshold


class UnifiedThreshold(LearntThreshold):
    """b; the decision on the target counts as much as that on a rival."""

    def forward(self, classes: int) -> Threshold:
        """The threshold for so many classes."""
        return Threshold(self.from_start(math.log(10 * classes)))
