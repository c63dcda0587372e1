"""The settings of runs in words, and those in which runs differ.

differing([run, other])    [("Arc-Softmax m = 0.3 rad (17°)",), …]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from app.scene.parameters import in_unit
from app.toy_runs.words import title_of
from losses.catalogue import spec_and_values
from toy_models.config import RunConfig
from toy_models.record import Run

#: Fields in words where their names are not good enough.
WORDS = {
    "learning_rate": "learning rate",
    "weight_decay": "weight decay",
    "softmax_warmup": "softmax warm-up",
    "t_warmup": "t warm-up",
    "class_weights": "class weights",
    "hidden": "hidden units",
}
#: What every row of the table says anyway, and what changes no training.
ELSEWHERE = {
    "losses", "data", "seed", "steps", "embedding", "label_noise", "kept", "recorded",
}  # fmt: skip


def traits(config: RunConfig) -> dict[str, str]:
    """Settings that the table does not show in every row, in words: "learning rate" -> "0.005"."""
    found = {
        f"{config.data.kind} {field.name.replace('_', ' ')}": written(
            getattr(config.data, field.name)
        )
        for field in fields(config.data)
        if field.name != "text"  # of a CSV file, which is long
    }
    found |= {
        words_of(field.name): written(getattr(config, field.name))
        for field in fields(RunConfig)
        if field.name not in ELSEWHERE
    }
    for choice in config.losses:
        spec, values = spec_and_values(choice.name, dict(choice.parameters))
        for name, value in values.items():
            row = spec.parameters[name]
            said = in_unit(value, row.unit) if isinstance(value, float) else written(value)
            found[f"{title_of(choice)} {row.symbol}"] = said
    return found


def differing(runs: Sequence[Run]) -> list[tuple[str, ...]]:
    """For each run the settings that are not the same in all runs that have them.

    A loss or an option that only some of the runs have is seen from the losses and the data.
    """
    known = [traits(run.config) for run in runs]
    values: dict[str, set[str]] = {}
    for found in known:
        for name, value in found.items():
            values.setdefault(name, set()).add(value)
    return [
        tuple(f"{name} = {value}" for name, value in found.items() if len(values[name]) > 1)
        for found in known
    ]


def words_of(name: str) -> str:
    """The name of a field in words."""
    return WORDS.get(name, name.replace("_", " "))


def written(value: object) -> str:
    """A value in words."""
    if isinstance(value, float):
        return f"{value:g}"
    return " × ".join(map(str, value)) if isinstance(value, tuple) else str(value)
