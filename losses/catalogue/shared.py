"""What several families share: scale, centres, the SV-Softmax paper, and notes on notation."""

from losses.parameters import Parameter, count

SCALE = Parameter(
    symbol="s", meaning="scale of the cosines", unit="", default=30.0, low=0.1, high=512.0
)

#: Every loss can have it: `losses.build("sv_arc_softmax", centres=3)`.
CENTRES = count("K", "centres of each class", 1.0, 1, 10)

SV_PAPER = "Wang et al. 2018, Support Vector Guided Softmax Loss for Face Recognition"
SV_ARXIV = "1812.11317"

ARC_NAMES = "m is in radians; the SV-Softmax paper calls it m3, insightface m2."
AM_NAMES = "m is in cosine units; the SV-Softmax paper calls it m2, insightface m3."
T_OF_SV = 't is the SV-Softmax paper\'s; the code of MV-Softmax calls t - 1 "t".'
T_OF_MV = "t is MV-Softmax's; the SV-Softmax paper's t is 1 more."
