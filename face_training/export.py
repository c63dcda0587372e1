"""Export a run, or an ONNX file, as a bundle:

    python -m face_training.export RUN OUT --far 1e-3 --set name=lfw protocol=bin path=lfw.bin
    python -m face_training.export face.onnx OUT --mean 0 --scale 1 --made-of "..." --set ...

The evaluation sets give the measures on the model card, and the first set the thresholds.  The ONNX
network of a run is compared with torch on faces of the first set, or on noise without a set;
nothing is written if they differ.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from face_training.bundle.bundle import (
    CARD,
    INFO,
    MODEL,
    Bundle,
    BundleInfo,
    Threshold,
)
from face_training.bundle.input import COLOURS, Input
from face_training.bundle.model_card import model_card
from face_training.bundle.onnx_export import TOLERANCE, difference, onnx_of
from face_training.bundle.onnx_import import LAYOUTS, read_onnx
from face_training.bundle.session import open_session
from face_training.commands import ending
from face_training.data.sizes import at_size
from face_training.evaluation.measuring import outcomes_of
from face_training.evaluation.outcome import EvaluationSet, Outcome
from face_training.evaluation.sets import open_sets
from face_training.key_value import table_of
from face_training.names import readable
from face_training.run_directory import RunDirectory
from face_training.whole_files import write_whole

FARS = (1e-3,)
CHECKED = 16  # images on which torch and onnxruntime are compared


@dataclass(frozen=True, kw_only=True)
class Source:
    """A network to export, and what is known of it."""

    title: str
    model: bytes
    input: Input
    made_of: Mapping[str, str]
    backbone: nn.Module | None = None  # to compare with, if it is known
    tables: tuple[Mapping[str, Any], ...] = ()  # of the evaluation sets of the run


def of_run(path: Path) -> Source:
    """The network of a run.

    Raises:
        ValueError: there is no run, or it has no network yet.
    """
    run = RunDirectory.open(path)
    config, backbone = run.config, run.backbone()
    steps = [line["step"] for line in run.metrics() if "step" in line]
    parameters = ", ".join(f"{key} = {value}" for key, value in config.head.parameters.items())
    return Source(
        title=config.title or readable(path.resolve().name),
        model=onnx_of(backbone, config.backbone.image_size),
        input=Input(size=config.backbone.image_size),
        made_of={
            "Network": f"{config.backbone.name}, {config.backbone.embedding} numbers",
            "Loss": config.head.loss + (f" ({parameters})" if parameters else ""),
            "Data": _data_of(config.data),
            "Training": f"{max(steps, default=0):,} steps of {config.training.batch:,} images, "
            f"seed {config.training.seed}",
        },
        backbone=backbone,
        tables=config.evaluation,
    )


def _data_of(data: Any) -> str:
    if data.source == "synthetic":
        return f"{data.identities:,} synthetic identities with {data.images:,} images each"
    return f"{data.source} data, {readable(Path(data.path).name)}"


def of_file(
    path: Path, expected: Input, made_of: str, *, output: str = "", layout: str = "", size: int = 0
) -> Source:
    """An ONNX file; `made_of` says where it comes from, the other words as in `read_onnx`.

    Raises:
        ValueError: the file holds no network for aligned faces.
    """
    found = read_onnx(path, output=output, layout=layout, size=size)
    origin = {"Origin": made_of}
    if found.changes:
        origin["Changed for this bundle"] = "; ".join(found.changes)
    return Source(
        title=readable(path.stem),
        model=found.model,
        input=replace(expected, size=found.size, batch=found.batch, template=()),
        made_of=origin,
    )


def thresholds(name: str, outcome: Outcome, fars: Sequence[float]) -> tuple[Threshold, ...]:
    """The thresholds of some false accept rates, from the scores of an evaluation set.

    Raises:
        ValueError: the set has no scores, or too few impostor pairs.
    """
    scores = outcome.scores
    if scores is None:
        raise ValueError(f"Evaluation set {name!r} has no scores to take a threshold from.")
    return tuple(
        Threshold(
            far=far,
            cosine=scores.refused_at(far),
            tar=scores.tar_at(far),
            on=name,
            impostors=scores.impostor_count,
        )
        for far in fars
    )


def export(
    source: Source,
    out: Path,
    tables: Sequence[Mapping[str, Any]],
    *,
    fars: Sequence[float] = FARS,
) -> Bundle:
    """Check, measure and write a bundle.

    Raises:
        ValueError: onnxruntime and torch differ, a set cannot be used, or OUT is there already.
    """
    if out.exists():
        raise ValueError(f"{out} is there already.")
    session = open_session(source.model)
    plain = BundleInfo(title=source.title, dimension=0, input=source.input)
    network = Bundle(out, plain, session).network
    sets = open_sets(tables or source.tables)
    faces_B3HW = some_faces(sets, source.input.size)
    dimension = network(faces_B3HW[:1]).shape[1]
    if source.backbone is not None:
        apart = difference(source.model, source.backbone, faces_B3HW, source.input)
        if not apart <= TOLERANCE:  # not a number if an embedding is none
            raise ValueError(
                f"onnxruntime and torch differ by {apart:.2g} where {TOLERANCE:g} is the most; "
                "nothing was written."
            )
    outcomes = outcomes_of(network, sets)
    first = next(iter(outcomes), None)
    info = BundleInfo(
        title=source.title,
        dimension=dimension,
        input=source.input,
        thresholds=() if first is None else thresholds(first, outcomes[first], fars),
        measures={name: outcome.measures for name, outcome in outcomes.items()},
        notes={name: outcome.notes for name, outcome in outcomes.items() if outcome.notes},
        versions={
            "torch": torch.__version__,
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
        },
    )
    try:
        out.mkdir(parents=True)
        write_whole(out / MODEL, source.model)
        write_whole(out / CARD, model_card(info, source.made_of).encode())
        write_whole(out / INFO, info.as_json().encode())  # last: with it, it is a bundle
    except OSError as error:
        raise ValueError(f"{out} cannot be written: {error.strerror}.") from None
    return Bundle.open(out)


def some_faces(sets: Sequence[EvaluationSet], side: int) -> Tensor:
    """The first images of the first set, or noise without a set."""
    if not sets:
        draw = torch.Generator().manual_seed(0)
        shape = (CHECKED, 3, side, side)
        return torch.randint(0, 256, shape, generator=draw, dtype=torch.uint8)
    images = at_size(sets[0].images, side)
    return torch.stack([images[index] for index in range(min(CHECKED, len(images)))])


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.export",
        description="Export a run, or an ONNX file, as a bundle with a model card.",
    )
    parser.add_argument("source", type=Path, help="a run directory, or an .onnx file")
    parser.add_argument("out", type=Path, help="the bundle's folder, which must not be there yet")
    parser.add_argument(
        "--set", action="append", nargs="+", default=[], metavar="key=value", dest="sets"
    )
    parser.add_argument(
        "--far", action="append", type=float, help="of a threshold; 1e-3 by default"
    )
    file = parser.add_argument_group("of an .onnx file")
    file.add_argument("--colours", default="RGB", choices=COLOURS)
    file.add_argument("--mean", type=float, default=127.5)
    file.add_argument("--scale", type=float, default=127.5)
    file.add_argument("--output", default="", help="which output is the embedding, of several")
    file.add_argument("--layout", default="", choices=LAYOUTS, help="if the file leaves it open")
    file.add_argument("--size", type=int, default=0, help="pixels, if the file leaves them open")
    file.add_argument("--made-of", default="not stated", help="where it comes from, for the card")
    chosen = parser.parse_args(arguments)
    with ending():
        if chosen.source.suffix == ".onnx":
            expected = Input(colours=chosen.colours, mean=chosen.mean, scale=chosen.scale)
            source = of_file(
                chosen.source,
                expected,
                chosen.made_of,
                output=chosen.output,
                layout=chosen.layout,
                size=chosen.size,
            )
        else:
            source = of_run(chosen.source)
        tables = [table_of(words) for words in chosen.sets]
        bundle = export(source, chosen.out, tables, fars=chosen.far or FARS)
    print(f"{readable(bundle.path)}: {bundle.info.dimension} numbers a face")
    for threshold in bundle.info.thresholds:
        print(
            f"  cosine {threshold.cosine:.4f} at FAR {threshold.far:g} on {threshold.on}, "
            f"TAR {threshold.tar:.4f}"
        )


if __name__ == "__main__":
    main()
