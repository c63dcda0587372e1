"""What the stored runs of the open-set experiment say.  Needs no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence.measures import Measures
from evidence.report import claims, table
from evidence.run_store import stored_rows
from evidence.tuned import TunedRun
from evidence.tuned_report import longer_lowers_all, settings_table
from toy_models.open_set.experiment import Experiment

FOLDER = Path(__file__).parents[1] / "results"
RUNS = FOLDER / "open_set.jsonl"
#: An earlier experiment: s = 16 for all losses, five seeds, Adam.
ONE_SCALE = FOLDER / "open_set.json"
COMMAND = "python -m toy_models.open_set --run"


def stored_measures(runs: Path = RUNS) -> dict[str, list[Measures]]:
    """The measures of each loss at its own best setting.

    Raises:
        ValueError: there are no runs, they cannot be read, or are not complete.
    """
    return Experiment().plan.judged(stored_rows(runs, TunedRun, COMMAND), COMMAND)


def measures_at_one_scale(file: Path = ONE_SCALE) -> dict[str, list[Measures]]:
    """Those of the earlier experiment.  The file is a part of the package, and read as it is."""
    plain = json.loads(file.read_text())
    return {
        loss: [Measures.from_json(seed) for seed in seeds]
        for loss, seeds in plain["measures"].items()
    }


def text(measures: Mapping[str, Sequence[Measures]]) -> str:
    """The result beside the paper's Table 1, as Markdown."""
    return f"{table(measures)}\n\n{claims(measures)}"


def settings(runs: Path = RUNS) -> str:
    """Which setting each loss chose, as Markdown.  Raises ValueError as `stored_measures`."""
    return settings_table(Experiment().plan, stored_rows(runs, TunedRun, COMMAND))


def longer_is_worse(runs: Path = RUNS) -> bool:
    """Whether twice the steps lower TAR for every loss.  Raises ValueError as `stored_measures`."""
    return longer_lowers_all(Experiment().plan, stored_rows(runs, TunedRun, COMMAND))
