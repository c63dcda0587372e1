"""The lines under every picture that leaves the app: a slide has no page around it."""

from __future__ import annotations

from importlib.metadata import version

from app.figures.panels import labels
from app.takeaway.names import DIGITS
from toy_models.record import Run

STEP = "{step}"  # where the browser writes the step of the picture


def caption(result: Run) -> tuple[str, ...]:
    """Data and n; losses; step, seed, versions.  The step is left open, as STEP."""
    config = result.config
    noise = f", {config.label_noise:.0%} wrong labels" if config.label_noise else ""
    scales = sorted(
        {
            value
            for choice in config.losses
            for name, value in choice.parameters
            if name == "scale" and isinstance(value, float)
        }
    )
    scale = f" Scale s = {', '.join(f'{value:g}' for value in scales)}." if scales else ""
    return (
        f"Data: {config.data.kind}, {len(result.labels_N):,} training samples shown{noise}; "
        f"features in {config.embedding} dimensions.",
        f"Losses: {'; '.join(labels(result))}.{scale}",
        f"Step {STEP} of {config.steps:,}, {config.optimiser}, learning rate "
        f"{config.learning_rate:g}, seed {config.seed}. {result.provenance}",
        f"Margins and Mining {version('margins-and-mining')}, config {config.digest[:DIGITS]}. "
        "One run is no evidence that one loss is better.",
    )
