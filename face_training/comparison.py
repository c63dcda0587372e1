"""The losses of the paper's Table 1 on faces of 112 x 112, over several seeds.

    python -m face_training.comparison            print the stored result
    python -m face_training.comparison --run      train again and store (half an hour)
    python -m face_training.comparison --quick    two seeds of a few steps, to try it out

Two data sets, both tested on people that no training has seen: synthetic identities, and the ORL
faces (a random half of their 40 people in each seed).  All losses of a seed start from the
same network, see the images in the same order and train for the same number of steps, as any run
does.  An interrupted `--run` continues where it stopped.

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from evidence.accuracy import accuracy
from evidence.measures import Measures
from evidence.report import claims, table
from evidence.table_1 import ROWS, Row
from face_training.config import (
    BackboneConfig,
    DataConfig,
    FaceConfig,
    HeadConfig,
    OptimiserConfig,
    ProbeConfig,
    ScheduleConfig,
    TrainingConfig,
)
from face_training.data import SOURCES
from face_training.data.in_memory import FacesInMemory, in_memory, select_people
from face_training.embeddings import ImagesOf, embed, evaluation_mode, network_of
from face_training.evaluation.all_pairs import all_pairs
from face_training.ranks import Ranks
from face_training.train import train
from face_training.whole_files import write_whole

STORED = Path(__file__).with_name("results") / "comparison.json"


@dataclass(frozen=True)
class Split:
    """Faces to train on, and faces to test on."""

    train: FacesInMemory
    known: FacesInMemory  # other images of the same people, for the closed-set accuracy
    unseen: FacesInMemory  # other people


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A data set and how to train on it."""

    name: str
    title: str
    split: Callable[[int], Split]
    fars: tuple[float, ...]
    steps: int
    batch: int = 32
    learning_rate: float = 0.1
    embedding: int = 64
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    rows: tuple[Row, ...] = ROWS

    def config(self, row: Row, seed: int, train: FacesInMemory) -> FaceConfig:
        """The config of the run of a loss."""
        return FaceConfig(
            data=DataConfig(
                source=self.name,
                path="in memory",
                identities=len(train.identities),
                images=len(train) // len(train.identities),
                seed=seed,
                workers=0,
            ),
            backbone=BackboneConfig(name="tiny", embedding=self.embedding),
            head=HeadConfig(loss=row.loss, parameters=row.settings),
            optimiser=OptimiserConfig(learning_rate=self.learning_rate),
            schedule=ScheduleConfig(
                unit="steps", length=self.steps, warmup=self.steps // 10, kind="cosine"
            ),
            training=TrainingConfig(
                batch=self.batch, precision="float32", log_every=max(1, self.steps), seed=seed
            ),
            probe=ProbeConfig(every=0),
        )

    def settings(self) -> dict[str, Any]:
        """The settings that decide the results, as JSON."""
        return {
            "steps": self.steps,
            "batch": self.batch,
            "learning_rate": self.learning_rate,
            "embedding": self.embedding,
            "fars": list(self.fars),
            "losses": {row.loss: dict(row.settings) for row in self.rows},
        }


def synthetic_split(
    seed: int, *, identities: int = 100, images: int = 20, known: int = 4, unseen: int = 100
) -> Split:
    """Synthetic people, different ones for each seed."""
    faces = SOURCES["synthetic"](identities=identities, images=images + known, seed=seed)
    is_known = np.arange(len(faces)) % (images + known) >= images
    others = SOURCES["synthetic"](identities=unseen, images=6, seed=seed, first=identities)
    return Split(
        train=in_memory(faces, np.flatnonzero(~is_known).tolist()),
        known=in_memory(faces, np.flatnonzero(is_known).tolist()),
        unseen=in_memory(others),
    )


def orl_split(seed: int) -> Split:
    """A random half of the people to train on, without two portraits of each."""
    faces = in_memory(SOURCES["orl"]())
    people = np.random.default_rng(seed).permutation(len(faces.identities)).tolist()
    trained = select_people(faces, people[: len(people) // 2])
    portraits = len(trained) // len(trained.identities)
    is_known = np.arange(len(trained)) % portraits >= portraits - 2
    return Split(
        train=in_memory(trained, np.flatnonzero(~is_known).tolist()),
        known=in_memory(trained, np.flatnonzero(is_known).tolist()),
        unseen=select_people(faces, people[len(people) // 2 :]),
    )


EXPERIMENTS = (
    Experiment(
        name="synthetic",
        title="100 synthetic identities, tested on 100 others",
        split=synthetic_split,
        fars=(1e-2, 1e-3, 1e-4),
        steps=120,
    ),
    Experiment(
        name="orl",
        title="20 people of the ORL faces, tested on the 20 others",
        split=orl_split,
        fars=(1e-2, 1e-3),
        steps=80,
    ),
)


def quick(experiment: Experiment) -> Experiment:
    """The experiment in a size to try out."""
    split = experiment.split
    if experiment.name == "synthetic":
        split = _small_synthetic
    return replace(experiment, seeds=(0, 1), steps=6, split=split)


def _small_synthetic(seed: int) -> Split:
    return synthetic_split(seed, identities=10, images=8, known=2, unseen=30)


Results = dict[str, dict[str, dict[int, Measures]]]  # experiment, loss, seed


def run(
    experiments: Sequence[Experiment],
    results: Results | None = None,
    *,
    keep: Callable[[Results], None] = lambda _: None,
    progress: Callable[[str], None] = lambda _: None,
) -> Results:
    """Train what is missing in `results`; `keep` is called after every training."""
    results = results if results is not None else {}
    for experiment in experiments:
        found = results.setdefault(experiment.name, {})
        for seed in experiment.seeds:
            missing = [row for row in experiment.rows if seed not in found.get(row.loss, {})]
            split = experiment.split(seed) if missing else None
            for row in missing:
                assert split is not None
                measures = measured(experiment, row, seed, split)
                found.setdefault(row.loss, {})[seed] = measures
                keep(results)
                progress(f"{experiment.name} seed {seed} {row.loss:<15} TAR {measures.tar}")
    return results


def measured(experiment: Experiment, row: Row, seed: int, split: Split) -> Measures:
    """Train a loss and test it."""
    config = experiment.config(row, seed, split.train)
    with tempfile.TemporaryDirectory() as folder:
        model = train(config, Ranks(), Path(folder), split.train, report=lambda _: None).model
    trained, head = model.to_use(), model.head
    with evaluation_mode(trained):
        network = network_of(trained)
        unseen = embed(network, ImagesOf(split.unseen)).unit_ND()
        known = embed(network, ImagesOf(split.known)).unit_ND()
    scores = all_pairs(unseen, split.unseen.labels_N)
    weights_CD = head.own_weight_CD.detach().numpy()
    accuracy_on_known = accuracy(known, weights_CD, split.known.labels_N)
    return Measures.of(scores, experiment.fars, accuracy_on_known)


def store(experiments: Sequence[Experiment], results: Results, file: Path = STORED) -> None:
    """Write the results with the settings and versions that reproduce them."""
    plain = {
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
        "experiments": {
            experiment.name: {
                "settings": experiment.settings(),
                "measures": {
                    loss: {str(seed): asdict(measures) for seed, measures in seeds.items()}
                    for loss, seeds in results.get(experiment.name, {}).items()
                },
            }
            for experiment in experiments
        },
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, (json.dumps(plain, indent=1) + "\n").encode())


def stored(experiments: Sequence[Experiment] = EXPERIMENTS, file: Path = STORED) -> Results:
    """The stored results of these experiments, without those of other settings.

    Raises:
        ValueError: the file cannot be read.
    """
    if not file.exists():
        return {}
    try:
        plain: Mapping[str, Any] = json.loads(file.read_text())["experiments"]
        return {
            experiment.name: {
                loss: {int(seed): Measures.from_json(measures) for seed, measures in seeds.items()}
                for loss, seeds in plain[experiment.name]["measures"].items()
            }
            for experiment in experiments
            if plain.get(experiment.name, {}).get("settings") == experiment.settings()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file} holds no results of a comparison: {error}.") from None


def report(experiments: Sequence[Experiment], results: Results) -> str:
    """For each experiment the table and the claims of the paper, as Markdown.

    Raises:
        ValueError: a loss has not been trained with every seed.
    """
    parts = []
    for experiment in experiments:
        found = results.get(experiment.name, {})
        for row in experiment.rows:
            if missing := set(experiment.seeds) - set(found.get(row.loss, {})):
                raise ValueError(
                    f"{experiment.name}: {row.loss} has no result of seed {min(missing)}; "
                    "`python -m face_training.comparison --run` makes it."
                )
        measures = {
            row.loss: [found[row.loss][seed] for seed in experiment.seeds]
            for row in experiment.rows
        }
        seeds = f"{experiment.title}; {experiment.steps} steps, {len(experiment.seeds)} seeds:"
        parts += [seeds, table(measures, experiment.fars), claims(measures)]
    return "\n\n".join(parts)


def main(
    arguments: Sequence[str] | None = None,
    experiments: Sequence[Experiment] = EXPERIMENTS,
    file: Path = STORED,
) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.comparison",
        description="The losses of Table 1 on synthetic identities and on the ORL faces.",
    )
    parser.add_argument("--run", action="store_true", help="train what is not stored yet")
    parser.add_argument("--quick", action="store_true", help="a few steps; nothing is stored")
    chosen = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        if chosen.quick:
            experiments = tuple(map(quick, experiments))
            results = run(experiments, progress=say)
        elif chosen.run:
            torch.set_num_threads(1)
            results = run(
                experiments,
                stored(experiments, file),
                keep=lambda found: store(experiments, found, file),
                progress=say,
            )
        else:
            results = stored(experiments, file)
        print(report(experiments, results))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
