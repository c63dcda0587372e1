"""One loss trained on faces of 112 x 112 and tested on people that it never saw."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import torch

from evidence.accuracy import accuracy
from evidence.measures import Measures
from evidence.tuned import Tuned, TunedRun, of_curve, of_diverged
from face_training.comparison.experiment import Experiment
from face_training.comparison.splits import Split
from face_training.embeddings import ImagesOf, embed, evaluation_mode, network_of
from face_training.evaluation.all_pairs import all_pairs
from face_training.ranks import Ranks
from face_training.train import train
from face_training.training.model import Model
from losses.divergence import Diverged


@lru_cache(maxsize=1)
def _split(draw: Callable[[int], Split], seed: int) -> Split:
    """The split of the last seed is kept, in each process: it takes seconds to draw."""
    return draw(seed)


class Trainer:
    """Trains the losses of an experiment."""

    def __init__(self, experiment: Experiment, device: str = "cpu") -> None:
        self.experiment = experiment
        self.ranks = Ranks(device=torch.device(device))

    def __call__(self, tuned: Sequence[Tuned], seed: int, steps: int) -> list[TunedRun]:
        """The rows of some losses, trained one after another."""
        torch.set_num_threads(1)  # such small networks gain nothing from a second
        split = _split(self.experiment.split, seed)
        return [self._trained(one, seed, steps, split) for one in tuned]

    def _trained(self, tuned: Tuned, seed: int, steps: int, split: Split) -> TunedRun:
        config = self.experiment.config(tuned, seed, steps, split.train)
        curve: list[tuple[int, Measures]] = []

        def look(step: int, model: Model) -> None:
            if step:
                curve.append((step, measured(model, split, self.experiment.fars)))

        try:
            with tempfile.TemporaryDirectory() as folder:
                train(
                    config, self.ranks, Path(folder), split.train,
                    report=lambda _: None, record=look,
                )  # fmt: skip
        except Diverged:
            return of_diverged(tuned, seed, steps, len(self.experiment.fars))
        return of_curve(tuned, seed, steps, curve)


def measured(model: Model, split: Split, fars: Sequence[float]) -> Measures:
    """What a model is worth, now."""
    trained, head = model.to_use(), model.head
    with evaluation_mode(trained):
        network = network_of(trained, head.own_weight_CD.device)
        unseen = embed(network, ImagesOf(split.unseen)).unit_ND()
        known = embed(network, ImagesOf(split.known)).unit_ND()
    scores = all_pairs(unseen, split.unseen.labels_N)
    weights_CD = head.own_weight_CD.detach().cpu().numpy()
    return Measures.of(scores, fars, accuracy(known, weights_CD, split.known.labels_N))
