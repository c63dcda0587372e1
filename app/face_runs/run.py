"""A run directory of the face training, read for the page.

What is missing or damaged is said in a sentence each, and the rest is shown.  K: kept steps of
the probe; its other letters stand in `face_training/probe/record.py`.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.face_runs.door import MARK, within
from app.face_runs.evaluated import Evaluated, files, read_evaluated
from face_training.probe.record import FOLDER, Moment, Samples, moments_in
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice
from toy_models.record import Array

METRICS, IDENTITIES = "metrics.jsonl", "identities.json"
TEXT_BYTES_AT_MOST = 64 * 2**20  # of each text file
MOMENTS_AT_MOST = 60  # kept steps that are shown; of more, so many spread evenly
POINTS_AT_MOST = 2_000  # of a curve
NAME_AT_MOST = 60  # signs
PROBLEMS_AT_MOST = 5  # that are told one by one

#: What stands in a line beside its measures.
_PLACES = ("kind", "step", "epoch", "set")


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One measure over the steps at which it was taken."""

    steps: Array
    values: Array


@dataclass(frozen=True, kw_only=True)
class FaceRun:
    """What the page shows of a run."""

    name: str
    token: str  # tells it from any other run, and from itself before it went on
    config: Mapping[str, Any]
    loss: LossChoice | None  # None where the config names none that is known
    training: Mapping[str, Curve]  # by measure
    evaluations: Mapping[tuple[str, str], Curve]  # by set and measure
    evaluated: Evaluated  # of the network at the end
    names: tuple[str, ...]  # of the identities; may be empty
    samples: Samples | None
    moments: tuple[Moment, ...]  # by rising step
    problems: tuple[str, ...]

    @property
    def loss_title(self) -> str:
        """The loss in words."""
        if self.loss is None:
            return "an unknown loss"
        return spec_and_values(self.loss.name, dict(self.loss.parameters))[0].title

    @property
    def steps_K(self) -> Array:
        """The kept steps of the probe."""
        return np.array([moment.step for moment in self.moments], np.int64)

    @property
    def last_step(self) -> int:
        """The last step that anything is known of."""
        ends = [int(curve.steps[-1]) for curve in self.training.values()]
        return max([*ends, *(moment.step for moment in self.moments)], default=0)

    def identity(self, label: int) -> str:
        """The name of an identity."""
        return shown(self.names[label]) if label < len(self.names) else f"identity {label}"

    def moment_at(self, step: int) -> Moment | None:
        """The kept moment nearest to a step; of two, the earlier."""
        return min(self.moments, key=lambda one: (abs(one.step - step), one.step), default=None)


def shown(name: str) -> str:
    """A name from a file, short and with nothing in it that a chart would read as markup."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name)
    plain = " ".join(plain.translate({ord("<"): "‹", ord(">"): "›", ord("&"): "+"}).split())
    return plain if len(plain) <= NAME_AT_MOST else f"{plain[: NAME_AT_MOST - 1]}…"


def read(folder: Path, name: str) -> FaceRun:
    """Everything that is there.

    Raises:
        ValueError: it is no run, for its configuration cannot be read.
    """
    config = _config(folder)
    problems: list[str] = []
    training, evaluations = _metrics(folder, problems)
    samples, moments = _probe(folder, problems)
    evaluated = read_evaluated(folder, problems)
    names = _names(folder, problems)
    if len(problems) > PROBLEMS_AT_MOST:
        more = len(problems) - PROBLEMS_AT_MOST
        problems[PROBLEMS_AT_MOST:] = [f"{more} more files of this run cannot be read."]
    return FaceRun(
        name=shown(name),
        token=hashlib.sha256(repr((str(folder), state_of(folder))).encode()).hexdigest()[:16],
        config=config,
        loss=_loss(config),
        training=training,
        evaluations=evaluations,
        evaluated=evaluated,
        names=names,
        samples=samples,
        moments=moments,
        problems=tuple(problems),
    )


def state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a run goes on: the names, sizes and times of the files that are read."""
    read = [folder / MARK, folder / METRICS, folder / IDENTITIES, *files(folder)]
    read += sorted((folder / FOLDER).glob("*.npz"))
    told = []
    for file in read:
        try:
            about = file.stat()
        except OSError:
            continue
        told.append((file.name, about.st_size, about.st_mtime_ns))
    return tuple(told)


def _text(folder: Path, name: str) -> str:
    """A text file of the run.  Raises ValueError in a sentence, FileNotFoundError if missing."""
    file = folder / name
    if not within(folder, file):
        raise ValueError(f"{name} is a link that leaves the directory of the run.")
    if file.stat().st_size > TEXT_BYTES_AT_MOST:
        raise ValueError(f"{name} is larger than {TEXT_BYTES_AT_MOST // 2**20} MiB.")
    try:
        return file.read_text("utf-8")
    except (UnicodeDecodeError, OSError):
        raise ValueError(f"{name} is not a text file that can be read.") from None


def _config(folder: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_text(folder, MARK))
    except FileNotFoundError:
        raise ValueError(
            f"There is no {MARK} in it, so it is not the directory of a run."
        ) from None
    except tomllib.TOMLDecodeError as error:
        reason = str(error).rstrip(".")
        raise ValueError(f"{MARK} is not TOML, so this is not a run: {reason}.") from None


def _loss(config: Mapping[str, Any]) -> LossChoice | None:
    head = config.get("head")
    if not isinstance(head, Mapping):
        return None
    try:
        return LossChoice.of(str(head.get("loss")), **head.get("parameters", {}))
    except (ValueError, TypeError):
        return None


def _names(folder: Path, problems: list[str]) -> tuple[str, ...]:
    try:
        found = json.loads(_text(folder, IDENTITIES))
    except FileNotFoundError:
        return ()
    except ValueError as error:
        problems.append(
            f"{IDENTITIES} is not JSON; the identities have numbers instead of names."
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        problems.append(f"{IDENTITIES} is not a list of names.")
        return ()
    return tuple(found)


def _metrics(
    folder: Path, problems: list[str]
) -> tuple[dict[str, Curve], dict[tuple[str, str], Curve]]:
    try:
        text = _text(folder, METRICS)
    except FileNotFoundError:
        problems.append(f"{METRICS} is missing, so there are no curves.")
        return {}, {}
    except ValueError as error:
        problems.append(str(error))
        return {}, {}
    training: dict[str, dict[int, float]] = {}
    evaluations: dict[tuple[str, str], dict[int, float]] = {}
    for line in _lines(text, problems):
        step = line["step"]
        for measure, value in line.items():
            if measure in _PLACES or isinstance(value, bool) or not isinstance(value, int | float):
                continue
            # A run that was resumed tells some steps twice; the later line is what went on.
            if line.get("kind") == "evaluation":
                evaluations.setdefault((str(line.get("set", "")), measure), {})[step] = value
            elif line.get("kind") == "train":
                training.setdefault(measure, {})[step] = value
    return (
        {measure: _curve(points) for measure, points in training.items()},
        {place: _curve(points) for place, points in evaluations.items()},
    )


def _lines(text: str, problems: list[str]) -> Iterator[dict[str, Any]]:
    lines = text.split("\n")
    damaged = 0
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            damaged += at < len(lines) - 1  # the last may be under way
            continue
        step = found.get("step") if isinstance(found, dict) else None
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step < 2**53:
            damaged += 1
            continue
        yield found
    if damaged:
        lines_are = "line of it is" if damaged == 1 else "lines of it are"
        problems.append(f"{METRICS}: {damaged:,} {lines_are} damaged and left out.")


def _curve(points: Mapping[int, float]) -> Curve:
    steps = np.array(sorted(points), np.int64)
    values = np.array([_finite(points[step]) for step in steps.tolist()], np.float64)
    every = -(-len(steps) // POINTS_AT_MOST)
    kept = np.arange(len(steps) - 1, -1, -every)[::-1]  # the last is always there
    return Curve(steps=steps[kept], values=values[kept])


def _finite(value: float) -> float:
    """As a float; what is too large for one is a gap in the curve."""
    try:
        return float(value) if math.isfinite(value) else math.nan
    except OverflowError:
        return math.nan


def _probe(folder: Path, problems: list[str]) -> tuple[Samples | None, tuple[Moment, ...]]:
    place = folder / FOLDER
    if not within(folder, place):
        problems.append(f"{FOLDER} is a link that leaves the directory of the run.")
        return None, ()
    if not place.is_dir():
        problems.append(
            f"There is no {FOLDER} directory: this run kept no samples, so there are only curves."
        )
        return None, ()
    try:
        samples = Samples.load(_inside(folder, place))
    except ValueError as error:
        problems.append(f"{error} Without it there are only curves.")
        return None, ()
    moments = []
    files = list(moments_in(place).values())
    for file in _spread(files):
        try:
            if not within(folder, file):
                raise ValueError(f"{FOLDER}/{file.name} is a link that leaves the run.")
            moment = Moment.load(file)
            if not moment.fits(samples):
                raise ValueError(
                    f"{FOLDER}/{file.name} does not belong to the samples of this run."
                )
            moments.append(moment)
        except ValueError as error:
            problems.append(f"{error} This step is left out.")
    if not moments:
        problems.append(f"{FOLDER} holds no step that can be read, so there are only curves.")
    elif len({moment.embeddings_ND.shape[1] for moment in moments}) > 1:
        problems.append(f"The steps in {FOLDER} have embeddings of different lengths.")
        return samples, ()
    return samples, tuple(moments)


def _inside(folder: Path, place: Path) -> Path:
    if any(not within(folder, file) for file in place.glob("samples.npz")):
        raise ValueError(f"{FOLDER}/samples.npz is a link that leaves the run.")
    return place


def _spread(files: list[Path]) -> list[Path]:
    """At most MOMENTS_AT_MOST, evenly, the first and the last among them."""
    if len(files) <= MOMENTS_AT_MOST:
        return files
    chosen = np.unique(np.linspace(0, len(files) - 1, MOMENTS_AT_MOST).round().astype(int))
    return [files[at] for at in chosen.tolist()]
