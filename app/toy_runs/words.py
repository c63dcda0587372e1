"""A toy run in words: the lines below its pictures, and the names of its files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from importlib.metadata import version

from app.scene.scene import STEP
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.record import Run

LOSSES_NAMED = 3  # more make a name too long for a slide's margin
DIGITS = 8  # of a config's digest


def caption(
    runs: Sequence[Run], choices: Sequence[LossChoice], labels: Sequence[str], provenance: str
) -> tuple[str, ...]:
    """Lines below a picture that leaves the app: data, losses, step, seed and versions.

    Args:
        runs: the runs that are shown; they share their data.
        choices: the losses of the panels.
        labels: the panels in words.
        provenance: where the arrays come from, in a sentence.
    """
    first = runs[0]
    config = first.config
    return (
        f"Data: {config.data.kind}, {len(first.labels_N):,} training samples shown"
        f"{_noise(config)}; features in {config.embedding} dimensions.",
        f"Losses: {'; '.join(labels)}.{_scales(choices)}",
        f"Step {STEP} of {config.steps:,}, {_optimiser(config)}, seed {config.seed}. {provenance}",
        f"{_made_by([run.config for run in runs])} One run is no evidence that one loss is better.",
    )


def caption_of_seeds(
    configs: Sequence[RunConfig], labels: Sequence[str], provenance: str
) -> tuple[str, ...]:
    """The same below a chart of runs that differ in their seed alone.

    Args:
        configs: of the runs.
        labels: the losses in words.
        provenance: where the numbers come from, in a sentence.
    """
    config = configs[0]
    seeds = ", ".join(str(config.seed) for config in configs)
    return (
        f"Data: {config.data.kind}{_noise(config)}; features in {config.embedding} dimensions.",
        f"Losses: {'; '.join(labels)}.{_scales(config.losses)}",
        f"{config.steps:,} steps, {_optimiser(config)}, seeds {seeds}. {provenance}",
        _made_by(configs),
    )


def _noise(config: RunConfig) -> str:
    return f", {config.label_noise:.0%} wrong labels" if config.label_noise else ""


def _optimiser(config: RunConfig) -> str:
    return f"{config.optimiser}, learning rate {config.learning_rate:g}"


def _made_by(configs: Sequence[RunConfig]) -> str:
    digests = ", ".join(config.digest[:DIGITS] for config in configs)
    return (
        f"Margins and Mining {version('margins-and-mining')}, "
        f"config{'s' if len(configs) > 1 else ''} {digests}."
    )


def about(run: Run, provenance: str) -> str:
    """One line on the page: data, n, steps, seed and versions, and what it cannot show."""
    config = run.config
    trained = f"{int(run.steps_K[-1]):,} of {config.steps:,} steps"
    return (
        f"Data: {config.data.kind}, {len(run.labels_N):,} training samples shown{_noise(config)}. "
        f"{trained} of {config.optimiser}, seed {config.seed}. {provenance} "
        "One run shows how the losses work, not which is better: that takes several seeds."
    )


def title_of(choice: LossChoice) -> str:
    """The name of a loss for readers."""
    return spec_and_values(choice.name, dict(choice.parameters))[0].title


def stem_of(runs: Sequence[Run], choices: Sequence[LossChoice]) -> str:
    """What the names of all files of these runs share; no other runs have it.

    A run that was stopped, or changed by hand, has the config of another: its name says so.
    """
    parts = [file_stem([run.config for run in runs], choices)]
    parts += [f"stopped-at-{int(run.steps_K[-1])}" for run in runs if run.stopped]
    for run in runs:
        if run.changes:
            made = hashlib.sha256(repr(run.changes).encode()).hexdigest()
            parts.append(f"changed-{made[:DIGITS]}")
    return "_".join(parts)


def file_stem(configs: Sequence[RunConfig], choices: Sequence[LossChoice]) -> str:
    """The same of whole runs: "digits_softmax+sv-softmax_seed-0_34c681b2"."""
    names = [_plain(choice.name) for choice in choices]
    losses = "+".join(names) if len(names) <= LOSSES_NAMED else f"{len(names)}-losses"
    digests = "+".join(config.digest[:DIGITS] for config in configs)
    return f"{_plain(configs[0].data.kind)}_{losses}_seed-{configs[0].seed}_{digests}"


def _scales(choices: Sequence[LossChoice]) -> str:
    scales = sorted(
        {
            value
            for choice in choices
            for name, value in choice.parameters
            if name == "scale" and isinstance(value, float)
        }
    )
    return f" Scale s = {', '.join(f'{value:g}' for value in scales)}." if scales else ""


def _plain(text: str) -> str:
    """Letters, digits and hyphens, which every file system and every header takes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
