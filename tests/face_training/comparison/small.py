"""A small comparison: two losses, two seeds, a few steps."""

from evidence.tuned import Tuned
from face_training.comparison.experiment import EXPERIMENTS, quick
from tests.evidence.tuned_runs import OF

SMALL = quick(EXPERIMENTS[1])
NORM, SV = Tuned(OF["norm_softmax"], (2.0,)), Tuned(OF["sv_softmax"], (2.0,))
