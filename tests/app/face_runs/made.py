"""Run directories for tests, made at the level of the record: no network is trained."""

from __future__ import annotations

import functools
import json
import tempfile
from pathlib import Path

import numpy as np

from app.face_runs.reading import read
from app.face_runs.run import FaceRun
from face_training.probe.record import FOLDER, Moment, Samples

#: The smallest JPEG that decoders take: 1 x 1, grey.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300ffffffffffffffffffffffffffffffffffffffffffff"
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc0000b"
    "080001000101011100ffc40014000100000000000000000000000000000009ffc400141001000000000000000000"
    "00000000000000ffda0008010100003f0037ffd9"
)
CONFIG = """title = "Made for a test"
[data]
source = "synthetic"
identities = {classes}
images = 20
[backbone]
name = "tiny"
embedding = {dimension}
[head]
loss = "{loss}"
parameters = {{ scale = 16.0 }}
[schedule]
length = 300
unit = "steps"
"""


def samples(
    classes: int = 30, identities: int = 6, images: int = 5, wrong: int = 2, seed: int = 0
) -> Samples:
    """A probe; the last `wrong` samples have the label of the identity before theirs."""
    draw = np.random.default_rng(seed)
    chosen = np.sort(draw.choice(classes, identities, replace=False))
    true = np.repeat(chosen, images)
    labels = true.copy()
    for row in range(len(true) - wrong, len(true)):
        labels[row] = chosen[0]
    count = len(true)
    return Samples(
        classes=classes,
        indices_N=np.arange(count) * 7 + 3,
        labels_N=labels,
        true_labels_N=true,
        identities_I=chosen,
        jpeg=np.frombuffer(JPEG * count, np.uint8),
        ends_N=(np.arange(count) + 1) * len(JPEG),
    )


def moment(
    of: Samples,
    step: int,
    progress: float,
    *,
    dimension: int = 16,
    rivals: int = 4,
    seed: int = 0,
    margin: float = 0.2,
    kept: int = 12,
) -> Moment:
    """One step: samples come from nowhere towards their true class as `progress` goes to 1."""
    draw = np.random.default_rng([seed, 1])
    weights = unit(draw.normal(size=(of.classes, dimension)))
    start = unit(draw.normal(size=(len(of.labels_N), dimension)))
    noise = 0.3 * unit(draw.normal(size=start.shape))
    embeddings = unit(
        (1 - progress) * start + progress * (weights[of.true_labels_N] + noise)
    ).astype(np.float16)
    seen = unit(embeddings.astype(np.float64))
    angles = np.arccos(np.clip(seen @ weights.T, -1, 1))
    rows = np.arange(len(of.labels_N))
    target = angles[rows, of.labels_N]
    boundary = np.minimum(target + margin, np.pi)
    others = angles.copy()
    others[rows, of.labels_N] = np.inf
    order = np.argsort(others, 1)[:, :rivals]
    near = np.take_along_axis(others, order, 1)
    support = near < boundary[:, None]
    extra = np.setdiff1d(np.unique(order), of.identities_I)[:kept]
    classes = np.union1d(of.identities_I, extra)
    return Moment(
        step=step,
        embeddings_ND=embeddings,
        norms_N=np.full(len(rows), 3.0, np.float32),
        target_angle_N=target.astype(np.float32),
        boundary_angle_N=boundary.astype(np.float32),
        rivals_NR=order,
        rival_angle_NR=near.astype(np.float32),
        rival_log_h_NR=np.where(support, 1.5, 0).astype(np.float32),
        rival_support_NR=support,
        support_count_N=(others < boundary[:, None]).sum(1),
        kept_W=classes,
        weights_WD=weights[classes].astype(np.float16),
    )


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def directory(
    folder: Path,
    *,
    classes: int = 30,
    identities: int = 6,
    images: int = 5,
    wrong: int = 2,
    steps: int = 8,
    dimension: int = 16,
    loss: str = "sv_softmax",
    seed: int = 0,
    probe: bool = True,
) -> Path:
    """A whole run directory, as the training leaves it."""
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        CONFIG.format(classes=classes, dimension=dimension, loss=loss)
    )
    (folder / "identities.json").write_text(json.dumps([f"person {k}" for k in range(classes)]))
    every = 300 // (steps - 1)
    lines = []
    for at in range(steps):
        share = at / (steps - 1)
        lines.append(
            {"kind": "train", "step": at * every, "epoch": 0, "loss": 8 - 5 * share + seed}
            | {"learning_rate": 0.1, "images_per_second": 90.0, "feature_norm": 3.0}
            | {"support_vector_fraction": 1 - share, "theta_target": 1.5 - share}
            | {"theta_rival": 1.2, "grad_norm_backbone": 1.0, "grad_norm_head": 0.1}
        )
    lines.append(
        {"kind": "evaluation", "step": 300, "set": "unseen", "tar_at_far_0.001": 0.4, "eer": 0.1}
    )
    (folder / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    if probe:
        of = samples(classes, identities, images, wrong, seed)
        of.save(folder / FOLDER)
        for at in range(steps):
            one = moment(of, at * every, at / (steps - 1), dimension=dimension, seed=seed)
            one.save(folder / FOLDER)
    return folder


@functools.cache
def run(**settings: object) -> FaceRun:
    """A run that was written and read.  Tests must not write into it."""
    with tempfile.TemporaryDirectory() as top:
        return read(directory(Path(top) / "run", **settings), "run")  # type: ignore[arg-type]
