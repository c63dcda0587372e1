"""When does it help?  The experiment on guidance: its map, the runs behind it, its predictions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.drawing.still_chart import still_chart
from app.figures.guidance import curves_of
from app.figures.guidance_map import map_of
from app.figures.still import PLOTLY
from app.guidance.runs import stuck_runs
from app.guidance.scene import scene
from app.guidance.verdicts import choices, verdict
from app.guidance.words import (
    by_heat,
    cell_in_words,
    effect_of_scale,
    failed_runs,
    headline,
    in_points,
    predictions,
)
from app.look.themes import DARK, LIGHT, Theme
from app.scene.scene import Scene
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.views.guidance_losses import dose, own_settings, repeated, same_margin, taken_apart
from toy_models.guidance.answer import FILE, Answer, Point, read_answer
from toy_models.guidance.arms import RISE, T
from toy_models.guidance.cells import FACTORS, cell_of
from toy_models.guidance.findings.informative import stuck_seeds_of
from toy_models.guidance.in_short import in_short
from toy_models.guidance.rows import RESULTS, Row, stored
from toy_models.guidance.shown import FOLDER, SEED, read_shown
from toy_models.guidance.stages.own_settings import judged
from toy_models.guidance.stages.table import STAGES, complete_stages

CELL = "cell"  # in the address
CLICKED = "guidance-clicked"  # in the session: a mark of the map was, just now
LOOSE, TIGHT = FACTORS["distance"]
START, END = RISE
TERMS = (
    "The push is called *guidance*. SV-Softmax has the cosine of every support vector, a wrong "
    "class that beats the right one (less its margin, where there is one), raised by a factor t: "
    "it becomes t cos + t − 1. *t raised* means from 1, which is softmax, to "
    f"{T:g} between {100 * START:.0f} and {100 * END:.0f} % of the steps. "
    "Arc and AM are softmax with a margin m for the right class, and SV-Arc is the push on top of "
    "Arc's margin. A *point* is 1 % of TAR: of all pairs of pictures of one person, none of whom "
    "was trained on, the share that is accepted when one pair of two people in a thousand is. "
    "The toy people come in families of four look-alikes, who differ "
    f"{TIGHT} times as much as strangers in a tight family and {LOOSE} times in a loose one; a "
    "wrong label names a look-alike. The scale s decides how many classes share the push. We "
    "count it in $s_A$ = √2 ln(K − 1), a rule of thumb for K people."
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
    st.markdown(in_short(found))
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
    if found.repeated:
        repeated(found, theme)
    if found.dose:
        dose(found, theme)
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
    second, third = complete_stages(Path(folder), first)
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
    event = st.plotly_chart(
        map_of(found.points, chosen.cell, theme),
        theme=None,
        config=PLOTLY,
        key="guidance-map",
        on_select="rerun",
        selection_mode="points",
        alt=f"{headline(found)} {by_heat(found.points)}",
    )
    st.markdown(headline(found))
    st.caption(
        "Each mark is a setting, with four pairs of trainings that differ in the loss alone; the "
        "line is the 95 % interval. Above 0 guidance helps; in the grey band, under 1 point, "
        "nobody would notice. Marks that would cover one another stand side by side. The ring is "
        "round the setting whose runs are shown below: click another mark to see its runs."
    )
    points = event.get("selection", {}).get("points", [])
    if points and (name := str(points[0]["customdata"][0])) != chosen.cell:
        st.query_params[CELL] = name
        st.session_state[CLICKED] = True
        st.rerun()
    if st.session_state.pop(CLICKED, False):
        st.toast("The runs of this setting stand below the map.")
    listed = choices(found.points)
    names = list(listed)
    picked = st.selectbox(
        "Or choose a setting: SV-Softmax is",
        names,
        index=names.index(chosen.cell),
        format_func=listed.__getitem__,
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
    st.caption(
        "A thin line is one training, with a seed of its own; a thick one is their mean. Upwards "
        "is TAR at FAR 1 in 1,000: the share of pairs of one stranger that is accepted when one "
        "pair of two people in a thousand is."
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
