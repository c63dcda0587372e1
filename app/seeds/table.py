"""All numbers of a batch as CSV: a row for each seed and loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from app.scene.parameters import parameters
from app.seeds.measures import MEASURES
from app.seeds.outcome import Outcome
from app.toy_runs.words import file_stem


def table(outcomes: Sequence[Outcome]) -> bytes:
    """The numbers behind the bands."""
    known = [measure for measure in MEASURES if measure.name in outcomes[0].measures]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    units = {" %": "percent", "°": "degrees"}
    columns = [f"{measure.name}_{units[measure.unit]}" for measure in known]
    rows.writerow(["config", "seed", "loss", "parameters", *columns])
    for found in outcomes:
        for loss, title in enumerate(found.titles_L):
            values = [f"{found.measures[measure.name][loss]:.6g}" for measure in known]
            choice = found.config.losses[loss]
            rows.writerow(
                [found.config.digest, found.seed, title, parameters(choice, scale=True), *values]
            )
    return text.getvalue().encode()


def stem(outcomes: Sequence[Outcome]) -> str:
    """How the names of all files of a batch begin: two batches never share it."""
    config = outcomes[0].config
    return f"{file_stem([config], config.losses)}_{len(outcomes)}-seeds"


def file_name(outcomes: Sequence[Outcome]) -> str:
    """Of the table."""
    return f"{stem(outcomes)}.csv"
