"""Reads the directory of a face run for the page.

What is missing or damaged gives a sentence each, and the rest is shown.
"""

from __future__ import annotations

import hashlib
import json
import re
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
from face_training.toml_and_json import read_toml
from toy_models.config import LossChoice

IDENTITIES = "identities.json"
PROBLEMS_AT_MOST = 5  # that are named; the others are counted
CONFIG_BYTES_AT_MOST = 2**18
NAMES_BYTES_AT_MOST = 2**25
#: A list of texts.  Another list could have millions of lists in it, which take far more memory.
_NAMES = re.compile(r'\s*+\[(?:\s*+"(?:[^"\\]++|\\.)*+"\s*+,?)*+\s*+\]\s*+', re.DOTALL)


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
        text = text_of(folder, MARK, min(bytes_at_most, CONFIG_BYTES_AT_MOST))
    except FileNotFoundError:
        raise ValueError(
            f"There is no {MARK} in it, so it is not the directory of a run."
        ) from None
    try:
        return read_toml(text)
    except ValueError as error:
        raise ValueError(f"{MARK} is not TOML, so this is not a run: {error}.") from None


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
        text = text_of(folder, IDENTITIES, min(bytes_at_most, NAMES_BYTES_AT_MOST))
    except FileNotFoundError:
        return ()
    except ValueError as error:
        problems.append(str(error))
        return ()
    try:
        return tuple(json.loads(text)) if _NAMES.fullmatch(text) else _no_names(problems)
    except ValueError:
        return _no_names(problems)


def _no_names(problems: list[str]) -> tuple[str, ...]:
    problems.append(
        f"{IDENTITIES} is not a list of names in JSON; the identities have numbers instead."
    )
    return ()
