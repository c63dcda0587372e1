"""A face run in words: what it is, the lines below its pictures, the names of its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version

from app.face_runs.run import FaceRun, shown
from app.scene.parameters import parameters
from app.scene.scene import STEP


def message(runs: Sequence[FaceRun]) -> str:
    """What the page is about, in one line."""
    if not runs:
        return "What a training of faces did, picture by picture"
    titles = [run.loss_title for run in runs]
    people = runs[0].samples.classes if runs[0].samples is not None else 0
    faces = f"the faces of {people:,} people" if people else "faces"
    if len(runs) == 1:
        return f"{titles[0]} learns {faces}: who is mistaken for whom"
    if titles[0] == titles[1]:
        return f"{titles[0]} learns {faces} twice: what the two runs share"
    return f"{titles[0]} and {titles[1]} learn {faces}: what differs"


def about(run: FaceRun) -> str:
    """What the run is, in a sentence."""
    parts = [
        f"{run.name}: {run.loss_title}",
        shown(str(run.config.get("title") or "")),
        f"data {setting(run, 'data', 'source')}",
        f"network {setting(run, 'backbone', 'name')}",
        f"seed {setting(run, 'training', 'seed')}",
        f"{run.last_step:,} steps",
    ]
    if run.samples is not None:
        parts.append(
            f"a probe of {len(run.samples.labels_N):,} pictures of "
            f"{len(run.samples.identities_I):,} of {run.samples.classes:,} identities, kept at "
            f"{len(run.moments):,} steps"
        )
    return ", ".join(part for part in parts if part) + "."


def setting(run: FaceRun, table: str, name: str) -> str:
    """A setting of its configuration; "unknown" if it is missing."""
    settings = run.config.get(table)
    return shown(str(settings.get(name, "unknown"))) if isinstance(settings, dict) else "unknown"


def loss_parameters(run: FaceRun) -> str:
    """In the papers' symbols, without the scale; empty where the loss is unknown."""
    return parameters(run.loss) if run.loss else ""


def caption(runs: Sequence[FaceRun], samples: int, dimension: int) -> tuple[str, ...]:
    """Lines below a picture that leaves the app: data, losses, step, seed and versions."""
    first = runs[0]
    losses = [
        f"{run.loss_title}, {parameters(run.loss, scale=True)}" if run.loss else run.loss_title
        for run in runs
    ]
    seeds = dict.fromkeys(setting(run, "training", "seed") for run in runs)
    return (
        f"Data: faces, {setting(first, 'data', 'source')}, {samples:,} training samples shown; "
        f"features in {dimension} dimensions.",
        f"Losses: {'; '.join(losses)}.",
        f"Step {STEP} of {first.last_step:,}, {setting(first, 'optimiser', 'name')}, learning rate "
        f"{setting(first, 'optimiser', 'learning_rate')}, seed {', '.join(seeds)}. "
        f"{' beside '.join(run.name for run in runs)}",
        f"Margins and Mining {version('margins-and-mining')}. "
        "One run is no evidence that one loss is better.",
    )


def file_stem(runs: Sequence[FaceRun], identity: str) -> str:
    """What the names of all files share: "faces_sv-softmax+arc-softmax_seed-0_person-3_one+other".

    The last part is the folders of the runs: two runs of one loss and seed differ in it.
    """
    folders = "+".join(_plain(run.name) for run in runs)
    losses = "+".join(_plain(run.loss_title) for run in runs)
    seed = _plain(setting(runs[0], "training", "seed"))
    return f"faces_{losses}_seed-{seed}_{_plain(identity)}_{folders}"


def _plain(text: str) -> str:
    """Letters, digits and hyphens, which every file system and every header takes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
