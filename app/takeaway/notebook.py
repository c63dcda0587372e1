"""A notebook and a script that make a run again, from its config and seed, without the app.

Both are the same cells; a script has the words as comments.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from app.toy_runs.comparison import scene_of
from toy_models.record import Run

WIDTH = 96  # of a line


class Cell(NamedTuple):
    """A cell of the notebook."""

    kind: str  # "words" or "code"
    text: str


def notebook(result: Run) -> bytes:
    """A Jupyter notebook."""
    made = new_notebook(
        cells=[
            (new_markdown_cell if cell.kind == "words" else new_code_cell)(
                cell.text, id=f"cell-{number}"
            )
            for number, cell in enumerate(cells(result), start=1)
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
    )
    nbformat.validate(made)
    text: str = nbformat.writes(made)
    return text.encode()


def script(result: Run) -> bytes:
    """The same as a Python program; editors that know `# %%` show its cells."""
    parts = []
    for cell in cells(result):
        if cell.kind == "code":
            parts.append(f"# %%\n{cell.text}\n")
        else:
            words = cell.text.splitlines()
            parts.append("\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in words)]))
            parts[-1] += "\n"
    return "\n".join(parts).encode()


def cells(result: Run) -> list[Cell]:
    """All cells, in order."""
    name = scene_of(result).file_stem
    return [
        Cell("words", _opening(result)),
        Cell("code", _setting(result)),
        Cell("words", _RUNNING),
        Cell("code", _run(result)),
        Cell("words", _comparing(name)),
        Cell("code", _FINGERPRINT.format(name=name, expected=fingerprint(result))),
        Cell("words", "## The measures at the last kept step"),
        Cell("code", _MEASURES),
        Cell("words", "## The picture"),
        Cell("code", _PICTURE if result.config.embedding <= 3 else _CURVES),
    ]


def fingerprint(result: Run) -> str:
    """SHA-256 over the kept steps and all arrays; the notebook computes the same."""
    total = hashlib.sha256(result.steps_K.tobytes())
    for name in sorted(result.arrays):
        total.update(result.arrays[name].tobytes())
    return total.hexdigest()


def _opening(result: Run) -> str:
    config = result.config
    made = f"It was made with: {result.provenance}"
    by_hand = (
        "\n\nThis run was changed by hand while it trained. The notebook makes the run of its "
        "config *without* those changes, so its arrays differ."
        if result.changes
        else ""
    )
    return (
        f"# {', '.join(result.titles)} on {config.data.kind}, seed {config.seed}\n\n"
        "This makes one run of *Margins and Mining on the Hypersphere* again, from its config and "
        "seed. It needs the project's own packages: in its folder,\n\n"
        "    pip install -r requirements.txt\n\n"
        f"{made} On another machine or with another torch the last bits can differ; the comparison "
        f"below tells.{by_hand}"
    )


def _setting(result: Run) -> str:
    pretty = json.dumps(json.loads(result.config.to_json()), indent=1, ensure_ascii=True)
    if max(map(len, pretty.splitlines())) < WIDTH:
        text = pretty.replace("\\", "\\\\")
        config = f'RunConfig.from_json("""\n{text}\n""")'
    else:  # a table of the reader's own: one long string, split
        whole = result.config.to_json()
        pieces = [whole[at : at + WIDTH] for at in range(0, len(whole), WIDTH)]
        lines = "\n".join(f"    {piece!r}" for piece in pieces)
        config = f"RunConfig.from_json(\n{lines}\n)"
    return f"from toy_models.config import RunConfig\n\nconfig = {config}\nconfig"


_RUNNING = """## The run

A run is a pure function of its config: the data, the initial weights and the order of the batches
are drawn from its seed. One thread, so that sums are taken in one order."""


def _run(result: Run) -> str:
    if not result.stopped:
        return (
            "import torch\n\nfrom toy_models.training import train\n\n"
            "torch.set_num_threads(1)\nresult = train(config)\nresult.provenance"
        )
    last = int(result.steps_K[-1])
    return (
        "import itertools\n\nimport torch\n\nfrom toy_models.training import train\n\n"
        "torch.set_num_threads(1)\nstep = itertools.count(1)\n"
        f"result = train(config, stop=lambda: next(step) >= {last})  # it was stopped there\n"
        "result.provenance"
    )


def _comparing(name: str) -> str:
    return (
        "## Is it the same?\n\nThe fingerprint covers every array of the record. The run is also "
        f"written as `{name}_again.npz`, to be compared number by number with the NPZ that the "
        "app gives."
    )


_FINGERPRINT = """import hashlib

total = hashlib.sha256(result.steps_K.tobytes())
for name in sorted(result.arrays):
    total.update(result.arrays[name].tobytes())
expected = "{expected}"
same = total.hexdigest() == expected
print("The arrays are the same, bit by bit." if same else "Other arrays: see the versions above.")
result.save("{name}_again.npz")"""

_MEASURES = """import pandas as pd

pd.DataFrame(
    {
        "loss": result.titles,
        "test accuracy, %": 100 * result.test_accuracy_KL[-1],
        "samples with support vectors, %": 100 * result.support_samples_KL[-1],
        "angle gap, radians": result.angle_gap_KL[-1],
    }
).round(3)"""

_PICTURE = """import matplotlib.pyplot as plt
import numpy as np

last = len(result.steps_K) - 1
sphere = {"projection": "3d"} if config.embedding == 3 else {}
figure, panels = plt.subplots(
    1, len(result.titles), figsize=(4 * len(result.titles), 4.4), squeeze=False, subplot_kw=sphere
)
for loss, (title, panel) in enumerate(zip(result.titles, panels[0])):
    features, weights = result.features(last, loss), result.weights(last, loss)
    panel.scatter(*features.T, c=result.labels_N, cmap="tab10", s=8)
    for weight in weights:
        panel.plot(*np.stack([np.zeros_like(weight), 1.1 * weight], 1), color="black", linewidth=1)
    panel.set_title(f"{title}, step {result.steps_K[last]}")
    panel.set_aspect("equal")
    panel.set_axis_off()
figure.tight_layout()"""

_CURVES = """import matplotlib.pyplot as plt

# Features of more than three dimensions cannot be drawn as they are.
figure, panel = plt.subplots(figsize=(7, 4))
for loss, title in enumerate(result.titles):
    panel.plot(result.steps_K, 100 * result.test_accuracy_KL[:, loss], label=title)
panel.set_xlabel("step")
panel.set_ylabel("test accuracy, %")
panel.legend()
figure.tight_layout()"""
