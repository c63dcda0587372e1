"""The loss lab: drag a sample and class weights, and see every loss change; nothing is trained."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.controls.control import ask
from app.controls.loss_catalogue import chips_in_colours
from app.controls.losses import slot_controls
from app.controls.put import put_values
from app.controls.settings import widgets_of
from app.drawing.described import LEFT_OUT, SHOWN, can_show
from app.jobs import shared_pool
from app.lab.component import lab
from app.lab.loss_key import choice_of, key_of, title_of
from app.lab.scenes import SCENES, LabScene
from app.lab.session import FIGURE, LINE, PROBLEM, SCENE, current, put, take_scene
from app.lab.setting import CLASSES, Setting, evenly
from app.stage.component import stage
from app.takeaway.menu import takeaway
from app.toy_runs.comparison import scene_of
from app.views.bench import head
from app.views.playground import playground
from losses.catalogue import COMPOSED, composed_spec
from toy_models import packing
from toy_models.config import MAX_LOSSES, LossChoice, RunConfig
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import SCALE, gentle, gentle_value

FIRST = Setting(
    losses=tuple(
        LossChoice.of(name)
        for name in ("norm_softmax", "f_softmax", "arc_softmax", "sv_softmax")  # a loss a slot
    ),
    focus=3,
)

WATCH = "lab-watch"  # what to do in the scene that was opened last
PLACE = "lab-place"  # of the figure; it keeps its height until the figure has come
STYLE = f"<style>.st-key-{PLACE} {{ min-height: 85vh; }}</style>"
CHIPS = "lab-chips"  # around the list of losses
PICKED = "lab-losses-"  # the key of the choice of losses begins so

LEAD = (
    "A margin f asks the own class to win by more, a mining g weighs the whole sample, a guidance "
    "h pushes only rivals that are ahead. Drag the sample or a class weight around the circle, "
    "with the mouse, a finger, or the Tab and arrow keys: every loss answers. "
    "Touch a term of the equation: what belongs to it lights up."
)
SMALL_PRINT = (
    "Not here, because they keep a state, draw at random, read a feature's length, have several "
    "centres of a class, or are not yet written for the browser: "
    f"{', '.join(LEFT_OUT)}."
)


def loss_lab() -> None:
    """Choose losses at the side, drag in the middle; below, a trained run under the same losses."""
    current(FIRST)
    st.html(STYLE)
    head("What does a loss do with one sample?")
    problem = st.container()
    with st.sidebar:
        _choose_scene()
        _choose_losses()
        _choose_weights()
        _compose()
        classes, dimension = _choose_arrangement()
    state = st.session_state
    if PROBLEM in state:
        problem.warning(state[PROBLEM])
    problem.markdown(state.get(WATCH, LEAD))
    setting = current(FIRST)
    with st.container(key=PLACE):
        lab(
            setting,
            classes=classes,
            dimension=dimension,
            key=FIGURE,
            scene=state.get(SCENE, ""),
            on_scene=take_scene,
        )
    st.query_params[LINE] = setting.line()
    _show_run()
    st.caption(SMALL_PRINT)


def _show_run() -> None:
    """A trained run below, whose samples are in the lab's last chart."""
    result = shared_pool().result(FIRST_RUN)
    if result is None:
        return
    st.header("A trained run in the same plane", anchor=False)
    st.caption(
        "Its samples are the points of “Boundaries in two angles”, at the playhead of this stage; "
        "what is chosen there is chosen here. It was trained with gentler values than the papers'."
    )
    scene = scene_of(result)
    stage(scene, key="lab-stage", charts=["angles"])
    takeaway(scene, run=result, stage_key="lab-stage", key="lab-takeaway")


def _choose_scene() -> None:
    with st.expander("Four things to see", icon=":material/visibility:"):
        for scene in SCENES:
            st.button(scene.title, on_click=_open, args=(scene,), width="stretch")


def _open(scene: LabScene) -> None:
    put(scene.setting)
    st.session_state[WATCH] = scene.watch
    st.session_state[PICKED] = [key_of(choice) for choice in scene.setting.losses]


def _choose_losses() -> None:
    setting = current(FIRST)
    keys = [key_of(choice) for choice in setting.losses]
    composed = [key for key in keys if key not in SHOWN]
    st.html(chips_in_colours(CHIPS, [choice.name for choice in setting.losses]))
    chosen = st.container(key=CHIPS).multiselect(
        "Losses",
        [*SHOWN, *composed],
        default=keys,
        format_func=title_of,
        max_selections=MAX_LOSSES,
        help="All look at the same sample.",
        key=f"{PICKED}{','.join(composed)}",
    )
    if not chosen:
        st.warning("Choose at least one loss.")
    elif chosen != keys:
        there = dict(zip(keys, setting.losses, strict=True))
        losses = tuple(there.get(key) or choice_of(key) for key in chosen)
        focus = chosen.index(keys[setting.focus]) if keys[setting.focus] in chosen else 0
        put(replace(setting, losses=losses, focus=focus))


def _choose_weights() -> None:
    setting = current(FIRST)
    count = st.slider("Class weights on the circle", *CLASSES, len(setting.weights_C))
    if count != len(setting.weights_C):
        label = min(setting.label, count - 1)
        put(replace(setting, weights_C=evenly(count), label=label))
    st.button(
        "Spread them evenly",
        on_click=lambda: put(replace(setting, weights_C=evenly(len(setting.weights_C)))),
        width="stretch",
    )


def _choose_arrangement() -> tuple[int, int]:
    """The classes that the verdict on the margin is about: at first those on the circle."""
    there = len(current(FIRST).weights_C)
    with st.expander("Can the margin be met elsewhere?", icon=":material/straighten:"):
        st.caption("With class weights as far apart as can be.")
        classes = st.slider(
            "Classes K", packing.CLASSES[0], packing.CLASSES[-1], there, key=f"lab-classes-{there}"
        )
        dimension = st.segmented_control(
            "Dimensions d", packing.DIMENSIONS, default=2, required=True, key="lab-dimensions"
        )
    return int(classes), int(dimension)


def _compose() -> None:
    """Any f with any g and h, for the lab and for the Playground."""
    with st.expander("Compose a loss", icon=":material/extension:"):
        f, g, h = ask(slot_controls("compose", in_address=False)).values()
        spec = composed_spec(f, g, h)
        key = f"{COMPOSED}:{f}:{g}:{h}"
        setting = current(FIRST)
        here = [key_of(choice) for choice in setting.losses]
        if not can_show(spec):
            st.caption("The lab cannot show this one; the Playground can train it.")
        full = len(here) >= MAX_LOSSES
        st.button(
            "Add it to the lab",
            on_click=lambda: put(
                replace(setting, losses=(*setting.losses, choice_of(key)), focus=len(here))
            ),
            disabled=key in here or full or not can_show(spec),
            width="stretch",
        )
        if st.button("Train it in the Playground", width="stretch"):
            put_values(widgets_of(composed_run(f, g, h)))
            st.switch_page(st.Page(playground, url_path="playground"))


def composed_run(f: str, g: str, h: str) -> RunConfig:
    """The first run, with softmax beside a composition."""
    spec = composed_spec(f, g, h)
    values = {name: gentle_value(spec, name) for name in spec.parameters}
    composed = LossChoice.of(COMPOSED, f=f, g=g, h=h, **{**values, "scale": SCALE})
    return replace(FIRST_RUN, losses=(gentle("norm_softmax"), composed))
