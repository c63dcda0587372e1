"""Some losses trained together on toy faces, and tested on people that they never saw.

L: losses, N: pictures, D: dimension.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from evidence.measures import Measures
from evidence.tuned import Tuned, TunedRun, of_curve, of_diverged
from evidence.verification import FARS, verify
from losses.divergence import Diverged
from losses.fixed_scale import fixed_scale
from toy_models.config import MAX_LOSSES, LossChoice
from toy_models.data import Dataset, load
from toy_models.data.grey import grey_about_0, standardised
from toy_models.features import features_of
from toy_models.open_set.experiment import Experiment
from toy_models.training import Training

LOOKS = (0.25, 0.5, 0.75, 1.0)  # shares of the steps at which the strangers are looked at


def train_and_test(
    experiment: Experiment, tuned: Sequence[Tuned], seed: int, steps: int
) -> list[TunedRun]:
    """Train losses with one start and one order of batches, and test each; their rows in order."""
    torch.set_num_threads(1)  # small products; processes beside this one have the other cores
    data = dataset_of(experiment, seed)
    rows = []
    for start in range(0, len(tuned), MAX_LOSSES):
        rows += _together(experiment, tuned[start : start + MAX_LOSSES], seed, steps, data)
    return rows


def dataset_of(experiment: Experiment, seed: int) -> Dataset:
    """The training faces, with grey values about 0."""
    return grey_about_0(load(experiment.faces, 0.0, seed))


def _together(
    experiment: Experiment, tuned: Sequence[Tuned], seed: int, steps: int, data: Dataset
) -> list[TunedRun]:
    try:
        return _trained(experiment, tuned, seed, steps, data)
    except Diverged:
        if len(tuned) == 1:
            return [of_diverged(tuned[0], seed, steps, len(FARS))]
    # Which of them it was shows when each trains alone.
    return [row for one in tuned for row in _together(experiment, [one], seed, steps, data)]


def _trained(
    experiment: Experiment, tuned: Sequence[Tuned], seed: int, steps: int, data: Dataset
) -> list[TunedRun]:
    unit = fixed_scale(data.classes)
    losses = tuple(LossChoice.of(one.row.loss, **one.parameters(unit)) for one in tuned)
    training = Training(experiment.config(losses, seed, steps), data)
    unseen_N, people_N = experiment.faces.unseen(
        seed, experiment.unseen_identities, experiment.unseen_images
    )
    pictures_N = standardised(torch.from_numpy(unseen_N))
    looks = sorted({max(1, round(share * steps)) for share in LOOKS})
    measures_KL = []
    while training.step < steps:
        training.set_learning_rate(experiment.rate(training.step, steps))
        training.advance()
        if training.step in looks:
            accuracy_L = training.frame().test_accuracy_L
            features_LND = features_of(training.network, pictures_N).numpy()
            measures_KL.append(
                [
                    Measures.of(verify(features_ND, people_N), FARS, accuracy)
                    for features_ND, accuracy in zip(features_LND, accuracy_L, strict=True)
                ]
            )
    return [
        of_curve(one, seed, steps, list(zip(looks, curve, strict=True)))
        for one, curve in zip(tuned, zip(*measures_KL, strict=True), strict=True)
    ]
