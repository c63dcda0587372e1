"""When does it help?  The experiment on guidance: its map, the runs behind it, its predictions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.drawing.still_chart import still_chart
from app.figures.guidance import curves_of, map_of
from app.figures.still import PLOTLY
from app.guidance.runs import stuck_runs
from app.guidance.scene import scene
from app.guidance.words import (
    by_heat,
    cell_in_words,
    effect_of_scale,
    failed_runs,
    headline,
    in_points,
    predictions,
    title_of,
    verdict,
)
from app.look.themes import DARK, LIGHT, Theme
from app.scene.scene import Scene
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.views.guidance_losses import own_settings, same_margin, taken_apart
from toy_models.guidance.answer import FILE, Answer, Point, read_answer
from toy_models.guidance.cells import FACTORS, cell_of
from toy_models.guidance.informative import stuck_seeds_of
from toy_models.guidance.own_settings import judged
from toy_models.guidance.rows import RESULTS, Row, stored
from toy_models.guidance.shown import FOLDER, SEED, read_shown
from toy_models.guidance.stages import STAGES, complete_stages
from toy_models.guidance.three_sentences import three_sentences

CELL = "cell"  # in the address
LOOSE, TIGHT = FACTORS["distance"]
TERMS = (
    "The push is called *guidance*: every wrong class that beats the right one, a support vector "
    "of the picture, weighs more. A point is 1 % of TAR: of all pairs of pictures of one "
    "stranger, the share that is accepted when one pair of two people in a thousand is. The toy "
    "people come in families of four look-alikes, who differ from one another "
    f"{TIGHT} times as much as strangers do in a tight family and {LOOSE} times in a loose one; a "
    "wrong label names a look-alike. The scale s decides how many classes share the push. We count "
    "it in $s_A$ = √2 ln(K − 1), a usual scale for K people."
)
WHY = (
    "Where s is well above $s_A$, two classes decide alone: the pull of the right class can at "
    "most double, and only within about 1/s of the boundary. Where s is near $s_A$ or less, the "
    "blame falls on many rivals, and guidance points at the few that matter. So theory lets it do "
    "most where s is small and pictures are still wrong: without them there are no support "
    "vectors, and SV-Softmax is softmax."
)
ARMS = {"norm": "Softmax", "sv": "SV-Softmax, t raised"}


def is_answered(folder: Path = RESULTS) -> bool:
    """Whether the experiment has been run, so that there is something to show."""
    return (folder / FILE).exists()


def when_does_it_help(folder: Path = RESULTS, kept: Path = FOLDER) -> None:
    """The page.

    Args:
        folder: of the stored rows.
        kept: of the pictures of cells.
    """
    st.title("When does a harder push on hard classes help?")
    try:
        found, rows = _stored(str(folder), _changed(folder))
    except ValueError as error:
        st.info(str(error))
        return
    theme = DARK if st.context.theme.type == "dark" else LIGHT
    st.markdown(three_sentences(found))
    st.caption(TERMS)
    chosen = _chosen(found)
    _map(found, chosen, theme)
    st.markdown(f"{WHY} {effect_of_scale(found)}")
    _behind(found, chosen, [row for row in rows.screen if row.cell == chosen.cell], theme, kept)
    if found.contrasts:
        taken_apart(found, rows.confirmation, theme)
    if found.own:
        own_settings(found, rows.own, theme)
    if found.same_margin:
        same_margin(found, theme)
    _predictions(found)
    st.caption(
        f"{failed_runs(found)} Toy faces, a small network, Adam: the map says where to look, not "
        "what a face recogniser of a hundred million pictures does. "
        "`python -m toy_models.guidance` prints everything, `--run` makes it again."
    )


@dataclass(frozen=True)
class _Rows:
    """The runs behind the answer, of each stage."""

    screen: list[Row]
    confirmation: list[Row]
    own: list[Row]  # those that judge


def _changed(folder: Path) -> tuple[float, ...]:
    files = [folder / FILE, *(folder / f"{stage}.jsonl" for stage in STAGES)]
    return tuple(os.path.getmtime(file) for file in files if file.exists())


@st.cache_resource(max_entries=2, show_spinner=False)
def _stored(folder: str, changed: tuple[float, ...]) -> tuple[Answer, _Rows]:
    """The answer and the rows; read once, until a file changes."""
    answer, first = read_answer(Path(folder) / FILE), stored(Path(folder) / "screen.jsonl")
    second, third, _ = complete_stages(Path(folder), first)
    return answer, _Rows(first, second, judged(third))


def _chosen(found: Answer) -> Point:
    """The cell of the address; else the largest difference that is certain, if runs learned."""
    point = found.point(st.query_params.get(CELL, ""))
    if point is not None:
        return point
    if CELL in st.query_params:
        st.warning("The experiment has no setting of the name in this link; another is shown.")

    def tells(one: Point) -> tuple[bool, float]:
        certain = one.difference.words in ("more", "less") and not one.difference.stuck
        return certain, abs(one.difference.interval.mean)

    return max(found.points, key=tells)


def _map(found: Answer, chosen: Point, theme: Theme) -> None:
    st.header("The map")
    st.markdown(headline(found))
    st.caption(
        "Each mark is a setting, with four pairs of trainings that differ in the loss alone; the "
        "line is the 95 % interval. Above 0 guidance helps; in the grey band, under 1 point, "
        "nobody would notice. Marks that would cover one another stand side by side. Click a mark "
        "to see its runs."
    )
    event = st.plotly_chart(
        map_of(found.points, chosen.cell, theme),
        theme=None,
        config=PLOTLY,
        key="guidance-map",
        on_select="rerun",
        selection_mode="points",
        alt=f"{headline(found)} {by_heat(found.points)}",
    )
    points = event.get("selection", {}).get("points", [])
    if points and (name := str(points[0]["customdata"][0])) != chosen.cell:
        st.query_params[CELL] = name
        st.rerun()
    names = [point.cell for point in found.points]
    picked = st.selectbox(
        "Or choose a setting",
        names,
        index=names.index(chosen.cell),
        format_func=title_of,
    )
    if picked != chosen.cell:
        st.query_params[CELL] = picked
        st.rerun()


def _behind(found: Answer, point: Point, runs: list[Row], theme: Theme, kept: Path) -> None:
    st.header("The runs behind the point")
    interval, cell = point.difference.interval, cell_of(point.cell)
    st.markdown(
        f"**s = {cell.heat:g} $s_A$ = {cell.scale:.1f}**, {cell_in_words(cell)}. "
        f"Softmax accepts {point.tar:.1%} of the pairs of one stranger; SV-Softmax minus softmax "
        f"is {in_points(interval)}. Does it help? **{verdict(point.difference)}**."
    )
    if point.difference.words == "not decided" and not interval.low <= 0 <= interval.high:
        st.caption(
            f"The interval lies beside 0 and still decides nothing: of {len(found.points)} such "
            "intervals one or two do so by chance, and Holm's correction allows for that."
        )
    stuck = stuck_seeds_of(runs, point.cell)
    if stuck:
        st.caption(stuck_runs(stuck, list(ARMS), len({row.seed for row in runs})))
    still_chart(
        curves_of(runs, ARMS, theme),
        key="guidance-curves",
        alt="TAR at FAR 1 in 1,000 over the steps, both losses, every seed.",
    )
    try:
        shown = _scene(point.cell, str(kept))
    except ValueError as error:
        st.caption(str(error))
        return
    stage(shown, key="guidance-stage", charts=("strip", "angles"))
    takeaway(shown, stage_key="guidance-stage", key="guidance-takeaway")
    st.caption(
        f"Two families, {len(shown.class_names)} of the {cell.classes:,} people, with seed "
        f"{SEED}: rings are training pictures with support vectors among all people."
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _scene(cell: str, kept: str) -> Scene:
    """The same object at every rerun, so that it keeps its address."""
    return scene(read_shown(cell, Path(kept)), SEED)


def _predictions(found: Answer) -> None:
    st.header("What was predicted, and what became of it")
    st.caption(
        "Written down before the first run, and judged by the map and by guidance taken apart. "
        "Differences are in points."
    )
    for expected, fate, why in predictions(found):
        words = f"**{fate[:1].upper()}{fate[1:]}.** {expected} *{why[:1].upper()}{why[1:]}.*"
        st.markdown(words.replace("s_A", "$s_A$"))
