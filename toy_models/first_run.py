"""The run that the app shows before the user has chosen anything; its settings are the first.

On a circle class weights cannot pass one another.  Drawn at random they get stuck in some runs
without and in all runs with wrong labels; spread, held and slow they do not, over twenty seeds
(`python -m toy_models.first_run`).  The slow rise of t matters, too: SV-Softmax from the first step
on gets stuck.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from toy_models.config import RunConfig
from toy_models.data import Blobs, DataConfig, Digits, Faces, Families, Table
from toy_models.gentle import gentle

FIRST_RUN = RunConfig(
    data=Digits(),
    losses=tuple(gentle(name) for name in ("norm_softmax", "arc_softmax", "sv_arc_softmax")),
    class_weights="spread",
    steps=900,
    learning_rate=0.005,
    softmax_warmup=270,
    t_warmup=450,
    kept=48,
    recorded=500,
)
#: Of the features, where it is not that of the first run: on a circle there is no room for people.
FIRST_DIMENSIONS = {Faces.kind: 64, Families.kind: 64}
#: As many as the Playground takes: a baseline, a mining, a guidance, two margins, and a fusion.
SIX_LOSSES = tuple(
    gentle(name)
    for name in (
        "norm_softmax",
        "f_softmax",
        "sv_softmax",
        "am_softmax",
        "arc_softmax",
        "sv_arc_softmax",
    )
)
SEEDS = tuple(range(20))


def easy_table() -> Table:
    """Four clusters far apart in three columns, 40 rows each."""
    draw = np.random.default_rng(5)
    centres_43 = 2 * draw.normal(size=(4, 3))
    rows = [
        ",".join(f"{value:.3f}" for value in centres_43[k % 4] + draw.normal(scale=0.5, size=3))
        + f",{'abcd'[k % 4]}"
        for k in range(160)
    ]
    return Table(text="x,y,z,label\n" + "\n".join(rows) + "\n")


#: What is tried with the first settings: data, and the share of wrong labels.
TRIED: dict[str, tuple[DataConfig, float]] = {
    "digits": (Digits(), 0.0),
    "digits, 20 % wrong labels": (Digits(), 0.2),
    "blobs": (Blobs(per_class=100), 0.0),
    "a table of four classes": (easy_table(), 0.0),
    "ten blobs": (Blobs(classes=10, per_class=100), 0.0),
    "toy faces": (Faces(identities=20), 0.0),
    "toy faces in families": (Families(identities=20), 0.0),
}


def accuracies(
    data: DataConfig, label_noise: float, seeds: Sequence[int] = SEEDS
) -> Iterator[list[float]]:
    """For each seed the test accuracy of each loss at the end."""
    from toy_models.training import train

    embedding = FIRST_DIMENSIONS.get(data.kind, FIRST_RUN.embedding)
    tried = replace(FIRST_RUN, data=data, embedding=embedding, label_noise=label_noise, kept=2)
    for seed in seeds:
        yield train(replace(tried, seed=seed)).arrays["test_accuracy_L"][-1].tolist()


if __name__ == "__main__":
    for name, (data, noise) in TRIED.items():
        print(f"{name}, by seed:")
        columns = zip(*accuracies(data, noise), strict=True)
        for choice, column in zip(FIRST_RUN.losses, columns, strict=True):
            print(f"  {choice.name:16}", " ".join(f"{accuracy:.2f}" for accuracy in column))
