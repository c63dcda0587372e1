"""The open-set experiment: the thirteen losses of the paper's Table 1 on toy faces.

Networks are trained on some identities and tested on others that they never saw, as face
recognition is: closed-set accuracy says nothing here, for every loss classifies its training
identities rightly in the end.

    python -m toy_models.open_set            print the stored result
    python -m toy_models.open_set --run      train again, store and print; ten minutes on one core

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.table_1 import ROWS
from evidence.verification import FARS, verify
from toy_models.config import MAX_LOSSES, LossChoice, RunConfig
from toy_models.data import Faces

STORED = Path(__file__).with_name("results") / "open_set.json"
#: Table 1's losses as this experiment trains them.
CHOICES = tuple(LossChoice.of(row.loss, **row.settings) for row in ROWS)


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """How large the experiment is."""

    faces: Faces = field(default_factory=lambda: Faces(identities=100, images=40))
    unseen_identities: int = 150
    unseen_images: int = 10
    embedding: int = 64
    hidden: tuple[int, ...] = (16, 32, 64)
    steps: int = 1200
    learning_rate: float = 0.003
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def config(self, losses: tuple[LossChoice, ...], seed: int) -> RunConfig:
        """The training run of some losses."""
        return RunConfig(
            data=self.faces,
            losses=losses,
            network="cnn",
            hidden=self.hidden,
            embedding=self.embedding,
            steps=self.steps,
            learning_rate=self.learning_rate,
            seed=seed,
        )


def run(
    experiment: Experiment,
    choices: Sequence[LossChoice] = CHOICES,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, list[Measures]]:
    """Train and test every loss with every seed; the measures of each loss, in the seeds' order."""
    measures: dict[str, list[Measures]] = {choice.name: [] for choice in choices}
    for seed in experiment.seeds:
        for start in range(0, len(choices), MAX_LOSSES):
            losses = tuple(choices[start : start + MAX_LOSSES])
            for choice, reached in zip(losses, _measure(experiment, losses, seed), strict=True):
                measures[choice.name].append(reached)
                progress(f"seed {seed}  {choice.name:<15} TAR {reached.tar}")
    return measures


def _measure(experiment: Experiment, losses: tuple[LossChoice, ...], seed: int) -> list[Measures]:
    """Train some losses together; what each of them reached."""
    import torch

    from toy_models.recording import features_of
    from toy_models.training import Training

    training = Training(experiment.config(losses, seed))
    while training.step < experiment.steps:
        training.advance()
    accuracy_L = training.frame().test_accuracy_L
    pictures_N, people_N = experiment.faces.unseen(
        seed, experiment.unseen_identities, experiment.unseen_images
    )
    features_LND = features_of(training.network, torch.from_numpy(pictures_N)).numpy()
    return [
        Measures.of(verify(features_ND, people_N), FARS, accuracy)
        for features_ND, accuracy in zip(features_LND, accuracy_L, strict=True)
    ]


def store(experiment: Experiment, measures: dict[str, list[Measures]], file: Path = STORED) -> None:
    """Write the result with everything that is needed to get it again."""
    import torch

    plain = {
        "protocol": asdict(experiment),
        "losses": {choice.name: dict(choice.parameters) for choice in CHOICES},
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
        "fars": FARS,
        "measures": {loss: [asdict(seed) for seed in seeds] for loss, seeds in measures.items()},
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(plain, indent=1) + "\n")


def stored_measures(file: Path = STORED) -> dict[str, list[Measures]]:
    """The stored result.

    Raises:
        ValueError: there is none, or it cannot be read.
    """
    try:
        plain = json.loads(file.read_text())
        return {
            loss: [Measures.from_json(seed) for seed in seeds]
            for loss, seeds in plain["measures"].items()
        }
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(
            f"No readable open-set result in {file.name}: {error}. "
            "`python -m toy_models.open_set --run` makes one."
        ) from None


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="toy_models.open_set", description=__doc__.split("\n")[0])
    parser.add_argument("--run", action="store_true", help="train again and store the result")
    if parser.parse_args(arguments).run:
        import torch

        torch.set_num_threads(1)
        experiment = Experiment()
        store(experiment, run(experiment, progress=lambda line: print(line, file=sys.stderr)))
    measures = stored_measures()
    print(table(measures), claims(measures), sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
