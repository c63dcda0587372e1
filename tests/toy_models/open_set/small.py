"""A small open-set experiment."""

from toy_models.data import Faces
from toy_models.open_set.experiment import Experiment

SMALL = Experiment(
    faces=Faces(identities=5, images=6, size=16),
    unseen_identities=72,
    unseen_images=2,
    embedding=8,
    hidden=(4, 8),
    steps=4,
    longer=6,
    seeds=(0, 1),
    tuning_seeds=(200,),
)
