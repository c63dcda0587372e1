"""Train a face network: `python -m face_training.train RECIPE [table.key=value ...]`.

    python -m face_training.train smoke
    python -m face_training.train ms1mv3_r50 data.path=/data/ms1mv3 training.batch=512
    torchrun --nproc-per-node 8 -m face_training.train ms1mv3_r50 data.path=/data/ms1mv3

The same command again goes on with a run that was stopped, from its last checkpoint, on as many
processes as there are now.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import torch

from face_training import recipes
from face_training.config import Config
from face_training.ranks import Ranks, joined
from face_training.run_directory import RunDirectory, write_whole
from face_training.suggestion import nearest
from face_training.training.learning_rate import LearningRate
from losses.divergence import Diverged

T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the recipe, train, and say in one sentence what went wrong if something did."""
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
        config = recipes.read(chosen.recipe, chosen.overrides)
        with joined(config.training.device) as ranks:
            trained(config, ranks, directory)
    except (ValueError, OSError, Diverged) as error:
        rank = os.environ.get("RANK", "0")
        sys.exit(f"{'' if rank == '0' else f'Rank {rank}: '}{sentence(error)}")
    except KeyboardInterrupt:
        sys.exit(f"Stopped. The same command goes on from the last checkpoint in {directory}.")


def trained(config: Config, ranks: Ranks, directory: Path) -> RunDirectory:
    """Build what the config names and train it.

    Raises:
        ValueError: the config asks for what there is not.
        OSError: something cannot be read or written.
        Diverged: a number is no longer finite.
    """
    from face_training.backbones import build
    from face_training.data.overlap import overlap
    from face_training.training.loop import Loop

    if ranks.device.type == "cuda":
        prepare_gpu(config.training.deterministic)
    faces = source_of(config)
    shared = overlap(faces.identities, config.data.overlap_with)
    torch.manual_seed(config.training.seed)
    backbone = build(
        config.backbone.name,
        embedding=config.backbone.embedding,
        image_size=config.backbone.image_size,
    )
    rate = LearningRate.of(config, len(faces))
    run = on_first(ranks, lambda: RunDirectory.create(directory, config))
    loop = Loop(config, ranks, run, faces, backbone, around(config, ranks, run, faces))
    environment = described(config, ranks, faces, rate, backbone)
    environment["overlap"] = [one.in_words() for one in shared]
    on_first(ranks, lambda: write_start(run, environment, faces.identities))
    if ranks.rank == 0:
        print(summary(environment), file=sys.stderr)
    loop.go()
    return run


def prepare_gpu(deterministic: bool) -> None:
    """TF32 products where it is float32 that is multiplied, and the fastest convolutions or, if
    the same bits are wanted every time, those that give them."""
    torch.set_float32_matmul_precision("high")
    torch.backends.cudnn.benchmark = not deterministic
    if deterministic:
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True)


def source_of(config: Config) -> Any:
    """The training images.  Raises ValueError as their reader does."""
    from face_training.data import SOURCES

    data = config.data
    if data.source not in SOURCES:
        raise ValueError(
            f"There is no data source {data.source!r}{nearest(data.source, SOURCES)} "
            f"Sources: {', '.join(SOURCES)}."
        )
    if data.source == "synthetic":
        return SOURCES[data.source](
            identities=data.identities,
            images=data.images,
            seed=data.seed,
            size=config.backbone.image_size,
        )
    return SOURCES[data.source](**({"path": data.path} if data.path else {}))


def around(config: Config, ranks: Ranks, run: RunDirectory, faces: Any) -> Any:
    """The evaluations and the probe that the config asks for."""
    from face_training.evaluation import measure
    from face_training.evaluation.sets import open_set
    from face_training.training.loop import Around

    sets = [open_set(**table) for table in config.evaluation]
    evaluate = record = None
    if sets:

        def evaluate(backbone: Any) -> dict[str, dict[str, float]]:
            return measure(backbone, sets, device=ranks.device)

    if config.probe.every:
        from face_training.probe.probe import Probe

        chosen = config.probe
        probe = Probe.choose(
            faces, identities=chosen.identities, images=chosen.images, seed=chosen.seed
        )

        def record(step: int, model: Any) -> None:
            probe.record(step, model.whole(), model.head, run.path)

    return Around(evaluate, record)


def described(
    config: Config, ranks: Ranks, faces: Any, rate: LearningRate, backbone: torch.nn.Module
) -> dict[str, Any]:
    """Where and on what a run ran."""
    cuda = ranks.device.type == "cuda"
    packages = ("torch", "numpy", "safetensors", "tensorboard")
    return {
        "title": config.title,
        "images": len(faces),
        "identities": len(faces.identities),
        "source": faces.source,
        "backbone_parameters": sum(p.numel() for p in backbone.parameters()),
        "steps": rate.steps,
        "steps_per_epoch": rate.steps_per_epoch,
        "learning_rate": rate.rule,
        "ranks": ranks.count,
        "images_of_a_rank_in_a_micro_step": config.training.rank_batch(ranks.count),
        "device": torch.cuda.get_device_name(ranks.device)
        if cuda
        else f"CPU ({torch.backends.cpu.get_cpu_capability()}), threads: {torch.get_num_threads()}",
        "versions": {name: version(name) for name in packages}
        | {"python": platform.python_version()},
        "command": sys.argv,
    }


def summary(environment: dict[str, Any]) -> str:
    """The start of a run in a few lines."""
    e = environment
    shared = "".join(f"\n  {words}" for words in e["overlap"])
    return (
        f"{e['title']}\n"
        f"  {e['images']:,} images of {e['identities']:,} identities from {e['source']}\n"
        f"  backbone of {e['backbone_parameters']:,} parameters; "
        f"ranks: {e['ranks']}, images of each at once: {e['images_of_a_rank_in_a_micro_step']}\n"
        f"  {e['steps']:,} steps, {e['steps_per_epoch']:,} an epoch\n"
        f"  learning rate {e['learning_rate']}{shared}"
    )


def write_start(run: RunDirectory, environment: dict[str, Any], identities: Sequence[str]) -> None:
    """What does not change during a run: environment.json and identities.json."""
    write_whole(run.path / "environment.json", json.dumps(environment, indent=2).encode())
    write_whole(run.path / "identities.json", json.dumps(list(identities)).encode())


def on_first(ranks: Ranks, action: Callable[[], T]) -> T:
    """Do it on rank 0 and give all ranks the result; if it fails there, it fails on all."""
    result: Any = None
    problem = ""
    if ranks.rank == 0:
        try:
            result = action()
        except (ValueError, OSError) as error:
            problem = sentence(error)
    result, problem = ranks.all_of((result, problem))[0]
    if problem:
        raise ValueError(problem)
    return result


def sentence(error: BaseException) -> str:
    """What a person reads."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}."
    return str(error)


if __name__ == "__main__":
    main()
