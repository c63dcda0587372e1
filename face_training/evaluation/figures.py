"""ROC, CMC and the angles of pairs: as numbers for a CSV and as figures for a paper.

Each figure has a function for its numbers and one that draws them; several networks or sets go
into one figure by name.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from evidence.verification import Verification
from face_training.evaluation.outcome import Outcome
from toy_models.spreadsheet import as_text

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")  # Okabe and Ito's
DASHES = ("-", "--", "-.", ":")
POINTS = 400  # of a ROC; a set may have millions of thresholds
BINS = np.arange(0, 181, 1.0)  # degrees

Table = tuple[Sequence[str], np.ndarray]


def roc_table(scores: Verification) -> Table:
    """FAR and TAR, thinned to `POINTS` points that are spread evenly over the decades of FAR."""
    far, tar = scores.roc()
    if len(far) > POINTS:
        wanted = np.geomspace(far[0], far[-1], POINTS)
        kept = np.unique(np.searchsorted(far, wanted).clip(0, len(far) - 1))
        far, tar = far[kept], tar[kept]
    return ("far", "tar"), np.stack([far, tar], axis=1)


def cmc_table(found_R: np.ndarray) -> Table:
    """Rank and the share found within it."""
    return ("rank", "found"), np.stack([np.arange(1, len(found_R) + 1), found_R], axis=1)


def theta_table(scores: Verification) -> Table:
    """Shares of genuine and of impostor pairs in each degree of the angle between them.

    Where only the highest impostor scores were kept, the column lacks the others.
    """
    columns = [BINS[:-1], BINS[1:]]
    for cosines, count in (
        (scores.genuine_G, len(scores.genuine_G)),
        (scores.impostor_I, scores.impostor_count),
    ):
        degrees = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
        columns.append(np.histogram(degrees, BINS)[0] / count)
    return ("from_degrees", "to_degrees", "genuine", "impostor"), np.stack(columns, axis=1)


def roc(tables: Mapping[str, Table]) -> Figure:
    """TAR over FAR; up and to the left is better."""
    figure, axes = _figure("False accept rate", "True accept rate")
    for place, (name, (_, values)) in enumerate(tables.items()):
        axes.plot(values[:, 0], values[:, 1], label=name, drawstyle="steps-post", **_style(place))
    axes.set(xscale="log", ylim=(0, 1.01))
    return _finished(figure, axes)


def cmc(tables: Mapping[str, Table]) -> Figure:
    """Share of searches that find the right person within a rank."""
    figure, axes = _figure("Rank", "Found within this rank")
    for place, (name, (_, values)) in enumerate(tables.items()):
        axes.plot(values[:, 0], values[:, 1], label=name, marker="o", markersize=3, **_style(place))
    axes.set(ylim=(0, 1.01))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _finished(figure, axes)


def theta(table: Table, title: str, one_person: str, two_people: str) -> Figure:
    """Angles between pairs of one person and of two people; the last arguments are the legend."""
    figure, axes = _figure("Angle between two images, degrees", "Share of pairs per degree")
    axes.set_title(title, loc="left", fontsize="medium")
    _, values = table
    for place, (column, name) in enumerate(((2, one_person), (3, two_people))):
        style = _style(place)
        axes.stairs(values[:, column], BINS, fill=True, alpha=0.25, color=style["color"])
        axes.stairs(
            values[:, column], BINS, label=name, color=style["color"], linestyle=style["linestyle"]
        )
    used = np.flatnonzero(values[:, 2:].any(1))
    axes.set(xlim=(max(0, used[0] - 5), min(180, used[-1] + 6)), ylim=(0, None))
    return _finished(figure, axes)


def kinds_of_pairs(scores: Verification) -> tuple[str, str]:
    """Both kinds of pairs with their counts, for a legend."""
    kept, count = len(scores.impostor_I), scores.impostor_count
    shown = f"{count:,}" if kept == count else f"the nearest {kept:,} of {count:,}"
    return f"one person: {len(scores.genuine_G):,} pairs", f"two people: {shown} pairs"


def pairs(scores: Verification) -> str:
    """How many pairs a curve is based on."""
    return f"{len(scores.genuine_G):,} genuine, {scores.impostor_count:,} impostor pairs"


def write(outcomes: Mapping[str, Outcome], folder: Path) -> list[Path]:
    """Write all tables and figures that these outcomes have; return the paths of the files.

    Raises:
        ValueError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(_write(outcomes, folder))
    except OSError as error:
        raise ValueError(f"{folder} cannot be written to: {error.strerror}.") from None


def _write(outcomes: Mapping[str, Outcome], folder: Path) -> Sequence[Path]:
    written = [folder / "measures.csv"]
    with written[0].open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("set", "measure", "value", "note"))
        for name, outcome in outcomes.items():
            note = as_text(" ".join(outcome.notes))
            rows.writerows((as_text(name), *item, note) for item in outcome.measures.items())
    with_scores = {k: found.scores for k, found in outcomes.items() if found.scores is not None}
    with_ranks = {k: found.found_R for k, found in outcomes.items() if found.found_R is not None}
    rocs = {name: roc_table(scores) for name, scores in with_scores.items()}
    cmcs = {name: cmc_table(found_R) for name, found_R in with_ranks.items()}
    thetas = {name: theta_table(scores) for name, scores in with_scores.items()}
    for kind, tables in (("roc", rocs), ("cmc", cmcs), ("theta", thetas)):
        for name, table in tables.items():
            written.append(folder / f"{kind}_{_slug(name)}.csv")
            _write_table(written[-1], table)
    named = {f"{name} ({pairs(with_scores[name])})": table for name, table in rocs.items()}
    figures = {"roc": roc(named)} if rocs else {}
    figures |= {"cmc": cmc(cmcs)} if cmcs else {}
    for name, table in thetas.items():
        figures[f"theta_{_slug(name)}"] = theta(table, name, *kinds_of_pairs(with_scores[name]))
    for name, figure in figures.items():
        for kind in ("png", "svg"):
            written.append(folder / f"{name}.{kind}")
            figure.savefig(written[-1], dpi=200)
    return written


def _write_table(path: Path, table: Table) -> None:
    head, values = table
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(head)
        rows.writerows([f"{value:.9g}" for value in row] for row in values)


def _slug(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name)


def _figure(x: str, y: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=x, ylabel=y)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _style(place: int) -> dict[str, Any]:
    return {
        "color": COLOURS[place % len(COLOURS)],
        "linestyle": DASHES[place % len(DASHES)],
    }


def _finished(figure: Figure, axes: Axes) -> Figure:
    axes.legend(frameon=False)
    return figure
