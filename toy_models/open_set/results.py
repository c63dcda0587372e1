"""What the stored runs of the open-set experiment say.  Needs no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.run_store import stored_rows
from evidence.tuned import TunedRun
from toy_models.open_set.experiment import Experiment

FOLDER = Path(__file__).parents[1] / "results"
RUNS = FOLDER / "open_set.jsonl"
#: The result of the experiment before: one s for all losses, five seeds, shorter trainings.
BEFORE = FOLDER / "open_set.json"
COMMAND = "python -m toy_models.open_set --run"


def stored_measures(runs: Path = RUNS, before: Path = BEFORE) -> dict[str, list[Measures]]:
    """The stored result: of the runs if they are complete, else that of the experiment before.

    Raises:
        ValueError: there is neither, or it cannot be read.
    """
    if runs.exists():
        try:
            return Experiment().plan.judged(stored_rows(runs, TunedRun, COMMAND), COMMAND)
        except ValueError:
            if not before.exists():
                raise
    return _measures_before(before)


def _measures_before(file: Path) -> dict[str, list[Measures]]:
    try:
        plain = json.loads(file.read_text())
        return {
            loss: [Measures.from_json(seed) for seed in seeds]
            for loss, seeds in plain["measures"].items()
        }
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(
            f"No readable open-set result in {file.name}: {error}. `{COMMAND}` makes one."
        ) from None


def text(measures: Mapping[str, Sequence[Measures]]) -> str:
    """The result beside the paper's Table 1, as Markdown."""
    return f"{table(measures)}\n\n{claims(measures)}"
