"""The explanation of a recorded sample: the worker computes it once, then it is remembered."""

from __future__ import annotations

import streamlit as st

from app.inspector.story import cosines
from app.jobs import Pool
from app.toy_runs.changes import Change
from app.toy_runs.comparison import scene_of
from app.toy_runs.then import choice_then
from toy_models.config import LossChoice
from toy_models.explanation import Explanation
from toy_models.record import Run


def explain_recorded(pool: Pool, run: Run, loss: int, k: int, row: int) -> Explanation:
    """Explain the loss of one recorded sample at one kept step, as the run had it then.

    Args:
        pool: its worker evaluates the loss; the server has no torch.
        run: the run.
        loss: index of the loss in the run.
        k: index of the kept step.
        row: index of the sample among the recorded ones.

    Raises:
        ValueError: as `Pool.explain`.
    """
    step = int(run.steps_K[k])
    changes = [Change(*change) for change in run.changes]
    choice = choice_then(run.config, loss, run.titles[loss], step, changes)
    cos_C = tuple(cosines(scene_of(run), loss, row)[k].tolist())
    norm = float(run.arrays["norms_LN"][k, loss, row])
    return _explained(pool, choice, cos_C, int(run.labels_N[row]), norm)


@st.cache_resource(max_entries=500, show_spinner=False, hash_funcs={LossChoice: repr})
def _explained(
    _pool: Pool, choice: LossChoice, cos_C: tuple[float, ...], label: int, norm: float
) -> Explanation:
    """Remembered: a rerun of the page need not wait for the worker again."""
    return _pool.explain(choice, cos_C, label, norm)
