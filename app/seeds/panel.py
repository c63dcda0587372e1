"""The part of the page: a button for five seeds, then tiny pictures, bands and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from app.controls.put import put_values
from app.controls.runs import show
from app.controls.seat import seat, visitor
from app.controls.settings import widgets_of
from app.figures.over_seeds import over_seeds, roc_over_seeds
from app.figures.still import PLOTLY
from app.jobs import Pool, State
from app.look.losses import LossLook, looks
from app.look.themes import Theme, theme
from app.seeds.batch import SEEDS, Batch, key_of
from app.seeds.leaving import CURVES, DOTS, with_words
from app.seeds.measures import MEASURES
from app.seeds.outcome import Outcome
from app.seeds.pictures import pictures
from app.seeds.table import file_name, table
from app.seeds.verdict import Sentence, how, pairs, sentences, summary
from app.toy_runs.cost import in_words
from toy_models.config import RunConfig
from toy_models.record import Run

BATCHES = "seeds-batches"  # of this session, by config
AT_MOST = 6  # batches that are remembered
POLL_SECONDS = 1.0
COLUMNS = 3  # measures in a row
ROC = "ROC on strangers"
QUESTION = "Is it the loss, or chance?"
WHY = "One run ranks no losses. The same run with five seeds shows how much is chance."


def seeds(pool: Pool, run: Run | None) -> None:
    """Offer five seeds of a run, or show what they gave; nothing for a run that is not whole."""
    batches: dict[RunConfig, Batch] = st.session_state.setdefault(BATCHES, {})
    key = None if run is None or run.stopped or run.changes else key_of(run.config)
    for other, batch in batches.items():
        if other != key:
            batch.leave(pool, _viewer(pool))
    if run is None or key is None:
        return
    st.subheader(QUESTION, anchor=False)
    if key not in batches:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                f"Train it with {SEEDS} seeds",
                icon=":material/casino:",
                key="seeds-start",
                on_click=_begin,
                args=(batches, run.config),
            )
            st.markdown(f":small[{WHY} {_time(pool, run.config)}]", width="stretch")
        return
    batch = batches[key]
    batch.advance(pool, _viewer(pool), visitor())
    if batch.done:
        _result(pool, batch)
    else:
        st.fragment(_follow, run_every=POLL_SECONDS)(pool, batch)


def _time(pool: Pool, config: RunConfig) -> str:
    """How long the seeds that are still to be trained take."""
    seconds = (SEEDS - 1) * pool.tempo.seconds(config)
    return f"It takes {in_words(seconds)} in the background; what is stored is not trained again."


def _viewer(pool: Pool) -> str:
    """Somebody else than the reader, whose own training must not wait for these."""
    return f"{seat(pool)}-seeds"


def _begin(batches: dict[RunConfig, Batch], config: RunConfig) -> None:
    while len(batches) >= AT_MOST:
        del batches[next(iter(batches))]
    batches[key_of(config)] = Batch(config)


def _follow(pool: Pool, batch: Batch) -> None:
    """The progress; the page runs again when the last seed is there."""
    batch.advance(pool, _viewer(pool), visitor())
    if batch.done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(_share(batch), text=_progress(batch))
        st.button(
            "Stop",
            icon=":material/stop:",
            key="seeds-stop",
            on_click=_stop,
            args=(pool, batch),
            help="What is finished stays; five seeds again go on from there.",
        )
    if batch.refused:
        st.warning(batch.refused)
    if found := batch.in_order():
        st.html(pictures(found, _theme()))


def _stop(pool: Pool, batch: Batch) -> None:
    batch.leave(pool, _viewer(pool))
    st.session_state[BATCHES].pop(key_of(batch.config), None)


def _share(batch: Batch) -> float:
    """Of all steps, how many are made."""
    made = float(len(batch.outcomes) + len(batch.failed))
    if batch.job is not None and not batch.job.state.over:
        made += batch.job.step / batch.job.config.steps
    return min(1.0, made / SEEDS)


def _progress(batch: Batch) -> str:
    number = min(SEEDS, len(batch.outcomes) + len(batch.failed) + 1)
    job = batch.job
    if job is None or job.state is State.WAITING:
        return f"Seed {number} of {SEEDS}: waiting for the trainer"
    return f"Seed {number} of {SEEDS}: step {job.step:,} of {job.config.steps:,}"


def _result(pool: Pool, batch: Batch) -> None:
    found = batch.in_order()
    for seed, why in batch.failed.items():
        st.warning(f"Seed {seed} is missing. {why}")
    if len(found) < 2:
        return
    shade = _theme()
    _bands(found, shade)
    st.html(pictures(found, shade))
    _open(pool, found)
    _strangers(found, shade)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "The numbers as CSV",
            lambda: table(found),
            file_name(found),
            "text/csv",
            icon=":material/download:",
            key="seeds-csv",
            on_click="ignore",
        )
        st.caption(how(len(pairs(found[0].config.losses))), width="stretch")


def stacked(found: Sequence[Outcome], measure: str) -> np.ndarray:
    """A measure of all seeds and losses.  Shape (S, L)."""
    return np.stack([outcome.measures[measure] for outcome in found])


def _open(pool: Pool, found: Sequence[Outcome]) -> None:
    """Show one of the runs on the stage."""
    with st.container(horizontal=True):
        for outcome in found:
            st.button(
                f"Open seed {outcome.seed}",
                key=f"seeds-open-{outcome.seed}",
                on_click=_show,
                args=(pool, outcome.config),
            )


def _show(pool: Pool, config: RunConfig) -> None:
    if (run := pool.result(config)) is not None:
        show(run)
        put_values(widgets_of(config))


def _bands(found: Sequence[Outcome], shade: Theme) -> None:
    """The verdict in a line; then each measure with the band of each loss."""
    titles, seeds_S = found[0].titles_L, [outcome.seed for outcome in found]
    compared = pairs(found[0].config.losses)
    shown = [measure for measure in MEASURES if measure.name in found[0].measures]
    said = {
        measure.title: sentences(measure, stacked(found, measure.name), titles, compared)
        for measure in shown
    }
    st.markdown(summary([each for of in said.values() for each in of], len(found)))
    st.caption(DOTS)
    for at in range(0, len(shown), COLUMNS):
        for column, measure in zip(st.columns(COLUMNS), shown[at : at + COLUMNS], strict=False):
            values_SL = stacked(found, measure.name)
            with column:
                st.markdown(f"**{measure.title}**")
                chart = over_seeds(values_SL, titles, _looks(found), seeds_S, measure.unit, shade)
                st.plotly_chart(
                    with_words(chart, found, measure.title, DOTS),
                    theme=None,
                    config=PLOTLY,
                    key=f"seeds-chart-{measure.name}",
                    alt=f"{measure.title} of each loss over {len(found)} seeds.",
                )
    _undecided(said)


def _undecided(said: Mapping[str, Sequence[Sentence]]) -> None:
    """What the seeds leave open, folded: it is read only by those who look for it."""
    lines = [
        f"{title}: {each.words}" for title, of in said.items() for each in of if not each.decided
    ]
    if lines:
        with st.expander(f"What is not decided ({len(lines)})"):
            st.markdown("\n".join(f"- {line}" for line in lines))


def _strangers(found: Sequence[Outcome], shade: Theme) -> None:
    """For faces the ROC on strangers."""
    strangers = [outcome.strangers for outcome in found if outcome.strangers is not None]
    if not strangers:
        return
    far_P, tar_SLP = strangers[0].far_P, np.stack([each.tar_LP for each in strangers])
    st.markdown(f"**{ROC}**")
    chart = roc_over_seeds(far_P, tar_SLP, found[0].titles_L, _looks(found), shade)
    st.plotly_chart(
        with_words(chart, found, ROC, CURVES),
        theme=None,
        config=PLOTLY,
        key="seeds-chart-roc",
        alt="TAR against FAR on people whom no training has seen.",
    )
    people, each = strangers[0].people, strangers[0].pictures
    st.caption(
        f"All pairs of {people * each:,} pictures of {people} people whom the training never saw. "
        f"{CURVES}"
    )


def _theme() -> Theme:
    return theme(st.context.theme.type == "dark")


def _looks(found: Sequence[Outcome]) -> list[LossLook]:
    return looks([choice.name for choice in found[0].config.losses])
