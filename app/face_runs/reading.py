"""Reads the directory of a face run for the page.

What is missing or damaged gives a sentence each, and the rest is shown.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.face_runs.door import MARK
from app.face_runs.evaluated import files, read_evaluated
from app.face_runs.metrics import METRICS, read_metrics
from app.face_runs.remembered import read_probe
from app.face_runs.run import FaceRun, shown
from app.face_runs.text import TEXT_BYTES_AT_MOST, text_of
from face_training.probe.record import FOLDER
from toy_models.config import LossChoice

IDENTITIES = "identities.json"
PROBLEMS_AT_MOST = 5  # that are named; the others are counted


def read(folder: Path, name: str, bytes_at_most: int = TEXT_BYTES_AT_MOST) -> FaceRun:
    """Everything that is in the directory of a run.

    Args:
        folder: the directory.
        name: of the run, for the reader.
        bytes_at_most: of each text file; a larger one is a problem.

    Raises:
        ValueError: its configuration cannot be read.
    """
    config = _config(folder, bytes_at_most)
    problems: list[str] = []
    training, evaluations = read_metrics(folder, problems, bytes_at_most)
    samples, moments = read_probe(folder, problems)
    evaluated = read_evaluated(folder, problems)
    names = _names(folder, problems, bytes_at_most)
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
    state = []
    for file in read:
        try:
            about = file.stat()
        except OSError:
            continue
        state.append((file.name, about.st_size, about.st_mtime_ns))
    return tuple(state)


def _config(folder: Path, bytes_at_most: int) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text_of(folder, MARK, bytes_at_most))
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


def _names(folder: Path, problems: list[str], bytes_at_most: int) -> tuple[str, ...]:
    try:
        found = json.loads(text_of(folder, IDENTITIES, bytes_at_most))
    except FileNotFoundError:
        return ()
    except ValueError as error:
        problems.append(
            f"{IDENTITIES} is not JSON; the identities have numbers instead of names."
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        return ()
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        problems.append(f"{IDENTITIES} is not a list of names.")
        return ()
    return tuple(found)
