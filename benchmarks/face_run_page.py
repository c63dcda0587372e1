"""The page of a face run with 10,000 identities, beside a shipped run with 60: its sections' time.

The large run is the shipped run with its classes numbered up to 10,000 and as many names.  The
record of a probe does not grow with the classes, so the page should not become slower either.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.face_runs.door import SHIPPED
from app.face_runs.neighbourhood import neighbourhood
from app.face_runs.pairs import hardest, rates
from app.face_runs.reading import IDENTITIES, read
from app.face_runs.rivalry import between, held_share
from app.face_runs.suspects import suspects
from app.figures.faces import angles, curves, rivals
from app.look.themes import LIGHT
from app.stage.payload import scene_message
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import clock_of, take_turns
from face_training.probe.record import FOLDER, Moment, Samples, moments_in

CLASSES = 10_000


def widened(run: Path, to: Path, classes: int) -> Path:
    """A copy of a run with `classes` classes; class k becomes k * (classes // its classes)."""
    shutil.copytree(run, to)
    samples = Samples.load(to / FOLDER)
    times = classes // samples.classes
    replace(
        samples,
        classes=classes,
        labels_N=samples.labels_N * times,
        true_labels_N=samples.true_labels_N * times,
        identities_I=samples.identities_I * times,
    ).save(to / FOLDER)
    for file in moments_in(to / FOLDER).values():
        moment = Moment.load(file)
        replace(moment, rivals_NR=moment.rivals_NR * times, kept_W=moment.kept_W * times).save(
            to / FOLDER
        )
    (to / IDENTITIES).write_text(json.dumps([f"identity {k}" for k in range(classes)]))
    return to


def works(folder: Path) -> dict[str, Callable[[], object]]:
    """The work of the page, by section: reading once, the rest at every visit."""
    run = read(folder, "run")
    samples, moment = run.samples, run.moments[-1]
    assert samples is not None
    names = [run.identity(int(label)) for label in samples.identities_I]

    def support_vectors() -> None:
        rivals.identities(held_share(samples, run.moments), names, run.steps_K, 0, LIGHT)
        between(samples, moment, 12)

    def all_angles() -> None:
        angles.film([run], 0, LIGHT)
        angles.at_step([run], 0, LIGHT)

    return {
        "reading": lambda: read(folder, "run"),
        "an identity": lambda: scene_message(
            neighbourhood([run], int(samples.identities_I[0])).scene
        ),
        "curves": lambda: curves.training([run], 0, LIGHT),
        "angles": all_angles,
        "verification": lambda: rates(samples, moment),
        "support vectors": support_vectors,
        "hard pairs": lambda: hardest(samples, moment, 8),
        "label suspects": lambda: suspects(samples, run.moments, 24),
    }


def report(options: Options, *, folder: Path = SHIPPED, classes: int = CLASSES) -> Iterator[str]:
    """Milliseconds of each part of the page, and the ratio."""
    shipped = sorted(folder.iterdir())[0]
    rounds = 2 if options.quick else 9
    with tempfile.TemporaryDirectory() as top:
        large = works(widened(shipped, Path(top) / "large", classes))
        small = works(shipped)
        rows = []
        for name in small:
            times = take_turns(
                {"small": small[name], "large": large[name]}, rounds, clock_of("cpu", 1)
            )
            rows.append(
                (
                    name,
                    f"{1000 * times.typical('small'):.1f}",
                    f"{1000 * times.typical('large'):.1f}",
                    f"{times.ratio('large', 'small'):.2f}",
                )
            )
    head = ("part of the page", "shipped, ms", f"{classes:,} identities, ms", "ratio")
    yield "Work of the page of a face run, CPU time\n" + table(head, rows)
