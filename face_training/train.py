"""Train a face network: `python -m face_training.train RECIPE [table.key=value ...]`.

    python -m face_training.train smoke
    python -m face_training.train ms1mv3_r50 data.path=/data/ms1mv3 training.batch=512
    torchrun --nproc-per-node 8 -m face_training.train ms1mv3_r50 data.path=/data/ms1mv3

The same command again continues a run that was stopped, from its last checkpoint, on as many
processes as there are now.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from face_training import recipes
from face_training.backbones import build, spec_of
from face_training.backbones.frozen import freeze
from face_training.backbones.start import start_from
from face_training.commands import ending
from face_training.config import GENERATED, FaceConfig
from face_training.data import Faces, source_named
from face_training.data.overlap import overlap
from face_training.data.sizes import at_size
from face_training.evaluation.looking_through import look_through
from face_training.evaluation.outcome import EvaluationSet
from face_training.evaluation.sets import check_sets, open_sets
from face_training.ranks import Ranks, joined
from face_training.run_directory import IDENTITIES, RunDirectory
from face_training.run_lock import held
from face_training.training.callbacks import Callbacks, Record, evaluation_of, probe_of
from face_training.training.environment import environment, prepare_gpu, summary
from face_training.training.fed import FILE as FED
from face_training.training.fed import fed_picture
from face_training.training.learning_rate import LearningRate
from face_training.training.loop import Loop
from face_training.training.model import Model
from face_training.whole_files import write_whole
from losses.divergence import Diverged


@dataclass(frozen=True)
class FinishedRun:
    """A run after its last step: what it left on disk, and the model in memory."""

    directory: RunDirectory
    model: Model


def to_stderr(text: str) -> None:
    """Print for a person who watches the run."""
    print(text, file=sys.stderr, flush=True)


def train(
    config: FaceConfig,
    ranks: Ranks,
    directory: Path,
    faces: Faces | None = None,
    *,
    report: Callable[[str], None] = to_stderr,
    record: Record | None = None,
) -> FinishedRun:
    """Train what a config names, from the start or from the last checkpoint in the directory.

    Every rank calls this with the same arguments.  `faces` replaces the data that the config
    names; `report` receives what a person may want to know, on rank 0 alone; `record` is called
    in the place of the probe, with the step and the model.

    Raises:
        ValueError: the config names something that does not exist, its values do not fit the data,
            or another training is at work in the directory.  Names are checked before any data is
            opened.
        OSError: something cannot be read or written.
        Diverged: a number is no longer finite.
    """
    if ranks.rank != 0:
        report = _to_nobody
    if ranks.device.type == "cuda":
        prepare_gpu(config.training.deterministic)
    check_names(config)
    if faces is None:
        faces = open_faces(config)
    torch.manual_seed(config.training.seed)
    chosen = config.backbone
    backbone = build(chosen.name, embedding=chosen.embedding, image_size=chosen.image_size)
    started = begin(backbone, config, directory)
    rate = LearningRate.of(config, len(faces))
    overlaps = overlap(faces.identities, config.data.overlap_with)
    start = environment(config, ranks, faces, rate, backbone, overlaps)
    evaluation_sets = open_sets(config.evaluation)
    look_through_all(evaluation_sets, ranks)
    with held(directory, ranks, report):
        run = ranks.on_first(lambda: RunDirectory.create(directory, config))
        ranks.on_first(lambda: run.check_people(faces.identities))
        ranks.on_first(lambda: write_picture(run, faces, config))
        report(f"{summary(start)}\n  a picture of what the network is fed: {run.path / FED}")
        if started:
            report(f"  {started}")
        model = Model(config, ranks, backbone, len(faces.identities))
        skips = config.data.skip_broken > 0
        callbacks = Callbacks(
            evaluate=evaluation_of(evaluation_sets, ranks),
            record=record or probe_of(config.probe, faces, run.path, report, skip_broken=skips),
        )
        loop = Loop(config, ranks, run, faces, model, rate, callbacks, report)
        loop.run_to_end(lambda: ranks.on_first(lambda: write_start(run, start, faces.identities)))
    return FinishedRun(run, model)


def check_names(config: FaceConfig) -> None:
    """Check every name that the config uses, without opening any data.

    Raises:
        ValueError: there is no such backbone, data source, protocol, or option or measure of an
            evaluation; the sentence lists what there is.
    """
    spec_of(config.backbone.name)
    source_named(config.data.source)
    check_sets(config.evaluation, best=config.checkpoints.best)


def begin(backbone: nn.Module, config: FaceConfig, directory: Path) -> str:
    """Give the backbone the weights that the config starts from; a sentence on them, or "".

    Raises:
        ValueError: they cannot be read, or do not fit, or a part to freeze is not there.
    """
    freeze(backbone, config.backbone.frozen)  # here for its refusal; the model does it again
    path = Path(config.backbone.weights)
    if not config.backbone.weights:
        return ""
    if not path.exists() and any(RunDirectory(directory).checkpoints.glob("step_*")):
        return f"{path} is not there any more; the last checkpoint is taken"
    return start_from(backbone, path, config.backbone.weights_colours)


def open_faces(config: FaceConfig) -> Faces:
    """The training images that the config names.

    Raises:
        ValueError: there is no such source, or its files cannot be used.
    """
    data, open_source = config.data, source_named(config.data.source)
    if data.source in GENERATED:
        return open_source(
            identities=data.identities,
            images=data.images,
            seed=data.seed,
            size=config.backbone.image_size,
        )
    faces = open_source(**({"path": data.path} if data.path else {}))
    return at_size(faces, config.backbone.image_size)


def look_through_all(sets: Sequence[EvaluationSet], ranks: Ranks) -> None:
    """Decode every test image once, each rank its share.

    Raises:
        ValueError: some cannot be read; all ranks raise.
    """
    found = ranks.all_of(look_through(sets, rank=ranks.rank, ranks=ranks.count))
    if sentences := [sentence for of_rank in found for sentence in of_rank]:
        raise ValueError(
            f"{sentences[0]} Mend them, or leave them out; sets of pairs can skip some with "
            "skip_broken."
        )


def write_start(run: RunDirectory, environment: dict[str, Any], identities: Sequence[str]) -> None:
    """Write what does not change during a run: environment.json and identities.json."""
    write_whole(run.path / "environment.json", json.dumps(environment, indent=2).encode())
    write_whole(run.path / IDENTITIES, json.dumps(list(identities)).encode())


def write_picture(run: RunDirectory, faces: Faces, config: FaceConfig) -> None:
    """Write fed.png, the first images as they enter the network, once in a run."""
    if not (run.path / FED).exists():
        write_whole(run.path / FED, fed_picture(faces, config))


def _to_nobody(_text: str) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the recipe and train; an error ends the command with one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("recipe", help=f"{', '.join(recipes.names())}, or a .toml file")
    parser.add_argument("overrides", nargs="*", metavar="table.key=value")
    parser.add_argument("--directory", help="of the run; runs/RECIPE by default")
    chosen = parser.parse_intermixed_args(arguments)
    directory = Path(chosen.directory or Path("runs") / Path(chosen.recipe).stem)
    try:
        with ending():
            config = recipes.read(chosen.recipe, chosen.overrides)
            with joined(config.training.device) as ranks, _saying_what_helps(directory):
                train(config, ranks, directory)
    except KeyboardInterrupt:
        kept = any(RunDirectory(directory).checkpoints.glob("step_*"))
        sys.exit(
            f"Stopped. The same command continues from the last checkpoint in {directory}."
            if kept
            else f"Stopped. There is no checkpoint in {directory} yet (checkpoints.every says when "
            "they are written): the same command begins anew."
        )


@contextmanager
def _saying_what_helps(directory: Path) -> Iterator[None]:
    try:
        yield
    except Diverged as error:
        raise ValueError(
            f"{error} What was kept in {directory} is whole: the same command goes on from the "
            "last checkpoint, with a lower rate (optimiser.learning_rate) or smaller gradients "
            "(optimiser.clip_backbone); without the last in checkpoints/, from the one before."
        ) from None


if __name__ == "__main__":
    main()
