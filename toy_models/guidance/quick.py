"""A look at the whole experiment in a minute: tiny cells through all stages, nothing stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from toy_models.guidance.cells import TINY
from toy_models.guidance.contrasts import contrasts
from toy_models.guidance.findings.both_lengths import lengths_text
from toy_models.guidance.report import contrasts_table, own_settings_text, screen_table
from toy_models.guidance.stages.dose import DOSE
from toy_models.guidance.stages.same_margin import SAME_MARGIN

STEPS = 12  # of which t rises over four
SEEDS = (0, 1)
IDENTITIES = 60  # strangers
REPLICATES = 20
#: The controls with losses of their own.
TRIED = {control.name: control for control in (SAME_MARGIN, DOSE)}


def quick(device: str, progress: Callable[[str], None] = lambda _: None) -> str:
    """The contrasts of each stage, of networks that were trained for this."""
    # `--help` and the answer from stored rows need no torch.
    from toy_models.guidance.running import (
        default_store,
        run_confirmation,
        run_control,
        run_longer,
        run_own_settings,
        run_screen,
    )

    how: dict[str, Any] = {"device": device, "progress": progress, "identities": IDENTITIES}
    tiny = replace(TINY, steps=STEPS)
    cells = [replace(tiny, heat=heat, wrong=wrong) for heat in (0.8, 2.5) for wrong in (0.0, 0.15)]
    own = replace(tiny, heat=1.0)
    with tempfile.TemporaryDirectory() as folder:
        first, second, third, longer, *controls = (
            default_store(stage, Path(folder), device)
            for stage in ("screen", "confirmation", "own_settings", "longer", *TRIED)
        )
        run_screen(cells, first, seeds=SEEDS, **how)
        how["replicates"] = REPLICATES
        run_confirmation([(tiny, 0.25)], second, seeds=SEEDS, **how)
        run_own_settings([own], third, seeds=SEEDS, **how)
        for control, store in zip(TRIED.values(), controls, strict=True):
            run_control(replace(control, cell=own, seeds=SEEDS), store, **how)
        run_longer(third.rows, [own], longer, seeds=SEEDS, **how)
    trained = sum(len(store.rows) for store in (first, second, third, longer, *controls))
    return "\n\n".join(
        (
            screen_table(first.rows),
            contrasts_table(contrasts(second.rows)),
            own_settings_text(third.rows),
            *(
                contrasts_table(contrasts(store.rows, control.contrasts))
                for control, store in zip(TRIED.values(), controls, strict=True)
            ),
            lengths_text(third.rows, longer.rows, [own]),
            f"{trained} networks of {STEPS} steps or twice as many: this shows that "
            "everything works, and nothing about losses.",
        )
    )
