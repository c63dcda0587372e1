"""What is judged of a run: its settings, what it is measured by, and whether it ran undisturbed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.starting_points.measured import measures
from app.toy_runs.traits import traits
from app.toy_runs.words import title_of
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.gentle import shares_scale
from toy_models.record import Array, Run

FAR = 1e-2  # of strangers
SCALE = "s"  # of all losses that share its control


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A run to be judged."""

    config: RunConfig
    measures: Mapping[str, list[float]]  # a number for each loss, by name
    whole: bool = True  # it made all its steps
    by_hand: bool = False  # its settings were changed while it trained

    def at_end(self, measure: str, loss: int = 0) -> float:
        """A measure of one loss."""
        return self.measures[measure][loss]


def attempt_of(run: Run) -> Attempt:
    """What is judged of a run."""
    return Attempt(
        config=run.config,
        measures=measured(run),
        whole=not run.stopped,
        by_hand=bool(run.changes),
    )


def measured(run: Run) -> dict[str, list[float]]:
    """What goals are made of, at the end of a run.

    accuracy, gap, support, sure   as for the starting points
    apart                          degrees, the largest angle between a sample's features in this
                                   panel and in the first
    strangers                      percent, TAR at FAR 1 %; none for data without people
    """
    known = measures(run)
    found = {name: known[name] for name in ("accuracy", "gap", "support", "sure")}
    found["apart"] = [
        round(_largest_angle(run.features(-1, loss), run.features(-1, 0)), 3)
        for loss in range(len(run.titles))
    ]
    if run.strangers is not None:
        found["strangers"] = [round(100 * float(tar), 3) for tar in run.strangers.tar_at(FAR)]
    return found


def _largest_angle(features_ND: Array, others_ND: Array) -> float:
    """Degrees.  From the chord, which is exact for small angles, too."""
    chord_N = np.linalg.norm(features_ND.astype(float) - others_ND, axis=1)
    return float(np.degrees(2 * np.arcsin(np.clip(chord_N / 2, 0, 1))).max())


def changes(before: RunConfig, after: RunConfig) -> dict[str, tuple[str, str]]:
    """The settings in which two configs differ, by their names on the page, with both values.

    What has changed with another (the options of other data, the parameters of other losses) does
    not count for itself.
    """
    old, new = settings(before), settings(after)
    return {name: (old[name], new[name]) for name in old if name in new and old[name] != new[name]}


def settings(config: RunConfig) -> dict[str, str]:
    """Every setting that decides a run, in words.  Warm-ups are shares of the steps."""
    found = {
        "data": config.data.kind,
        "losses": " and ".join(title_of(choice) for choice in config.losses),
        "features": f"{config.embedding}-D",
        "wrong labels": f"{100 * config.label_noise:g} %",
        "steps": str(config.steps),
        "seed": str(config.seed),
        **traits(config),
        "softmax warm-up": f"{100 * config.softmax_warmup / config.steps:.0f} %",
        "t warm-up": f"{100 * config.t_warmup / config.steps:.0f} %",
    }
    scales = [f"{title_of(choice)} {SCALE}" for choice in config.losses if _shares_scale(choice)]
    together = " and ".join(dict.fromkeys(found.pop(name) for name in scales))
    return {**found, SCALE: together} if scales else found


def _shares_scale(choice: LossChoice) -> bool:
    spec, parameters = spec_and_values(choice.name, dict(choice.parameters))
    return any(shares_scale(spec, name) for name in parameters)
