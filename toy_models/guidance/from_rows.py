"""The answer, computed from the rows of all stages.

Intervals and tests over hundreds of rows take half a minute and scipy; a page wants neither, so the
answer is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from toy_models.guidance.answer import Answer, Own, Point
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import contrasts, screened_contrasts, screened_effects
from toy_models.guidance.findings.fates import fates, mean_error
from toy_models.guidance.rows import Row, stored, stuck_runs
from toy_models.guidance.stages.own_settings import CONTENDERS, OWN_CONTRASTS, judged, searches
from toy_models.guidance.stages.table import (
    CONTROLS,
    complete_control,
    complete_longer,
    complete_stages,
)


def computed(
    screened: Sequence[Row],
    confirmed: Sequence[Row],
    own: Sequence[Row] = (),
    longer: Sequence[Row] = (),
    **controls: Sequence[Row],
) -> Answer:
    """The answer of these rows, stage by stage; those of the longer trainings are counted alone.

    `controls` are the rows of the controls that are complete, by their names.

    Raises:
        ValueError: a cell of the screen has fewer than two pairs of runs.
        TypeError: there is no control of such a name.
    """
    if unknown := sorted(controls.keys() - {control.name for control in CONTROLS}):
        raise TypeError(f"There is no control {unknown[0]}.")
    found = {one.cell: one for one in screened_contrasts(screened)}
    rows = [*screened, *confirmed, *own, *longer, *chain(*controls.values())]
    points = []
    for cell in screen():
        if cell.name not in found:
            continue
        tars = [row.tar for row in screened if (row.cell, row.arm) == (cell.name, "norm")]
        points.append(
            Point(
                cell=cell.name,
                error=mean_error(screened, cell.name),
                tar=float(np.nanmean(tars)),
                difference=found[cell.name],
            )
        )
    return Answer(
        points=tuple(points),
        effects=tuple(screened_effects(screened)),
        contrasts=tuple(contrasts(confirmed)) if confirmed else (),
        own=tuple(_own(own)),
        own_contrasts=tuple(contrasts(judged(own), OWN_CONTRASTS)) if own else (),
        **{
            control.name: tuple(contrasts(controls.get(control.name, ()), control.contrasts))
            for control in CONTROLS
        },
        fates=tuple(fates(screened, confirmed)),
        trainings=len(rows),
        diverged=sum(row.diverged_at is not None for row in rows),
        stuck=stuck_runs(rows),
        own_stuck=stuck_runs(own),
    )


def _own(rows: Sequence[Row]) -> Iterator[Own]:
    judging = judged(rows)
    for cell in dict.fromkeys(row.cell for row in judging):
        for loss, state in zip(CONTENDERS, searches(rows, cell), strict=True):
            tars = [row.tar for row in judging if (row.cell, row.arm) == (cell, loss.name)]
            if state.best is not None and tars:
                yield Own(
                    cell=cell,
                    title=loss.title,
                    setting=loss.words(state.best),
                    tar=float(np.nanmean(tars)),
                )


def of_folder(folder: Path) -> Answer:
    """The answer of the stored rows of a folder; of stages that are complete.

    Raises:
        ValueError: stage 1 is not stored, or a store is damaged.
    """
    first = stored(folder / "screen.jsonl")
    return computed(
        first,
        *complete_stages(folder, first),
        longer=complete_longer(folder, first),
        **{control.name: complete_control(folder, control) for control in CONTROLS},
    )
