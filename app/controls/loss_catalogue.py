"""The catalogue of losses to choose from: by what they change in the equation, a sentence for each.

It stands beside the list of the chosen losses and changes that list, which the address carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app.controls.put import put_values, value_of
from app.controls.small_equation import small_equations
from losses.catalogue import COMPOSED, LOSSES
from losses.spec import LossSpec

PICK = "pick"  # the keys of the catalogue begin with it
OPEN = f"{PICK}-is-open"
COMPOSED_TITLE = "Composed f, g, h"
COMPOSED_ABOUT = "Fill each of the three slots freely."
FULL = "Take one away to choose another."


@dataclass(frozen=True)
class Group:
    """Losses that fill the same slots."""

    slots: str  # f, g and h, as far as they are filled; b alone with a threshold
    title: str  # of its tab
    about: str


@dataclass(frozen=True)
class Entry:
    """A loss as the catalogue shows it."""

    name: str
    title: str
    about: str
    equations: Sequence[str]  # LaTeX


#: Every loss of the catalogue is in the group of the slots that it fills.
GROUPS = (
    Group("", "Plain", "Nothing is added: the softmax itself."),
    Group(
        "f", "Margin f", "The own class must be nearer by a margin, so a gap opens between classes."
    ),
    Group("g", "Mining g", "Hard samples get more weight than easy samples."),
    Group(
        "h", "Guidance h", "A harder push against rivals that beat the own class: support vectors."
    ),
    Group("fg", "f and g", "A margin, and a weight for each sample."),
    Group("fh", "f and h", "A margin, and a harder push against support vectors."),
    Group("b", "Threshold b", "Each class is above one threshold or below; they do not compete."),
)


def group_of(spec: LossSpec) -> Group:
    """The group of the slots that a loss fills.  Raises KeyError for a combination without one."""
    slots = {"f": spec.margin, "g": spec.mining, "h": spec.guidance}
    filled = "".join(symbol for symbol, slot in slots.items() if slot)
    if spec.threshold:
        filled = "b"
    return {group.slots: group for group in GROUPS}[filled]


def grouped() -> dict[Group, list[LossSpec]]:
    """The losses of each group, in the order of the catalogue."""
    found: dict[Group, list[LossSpec]] = {group: [] for group in GROUPS}
    for spec in LOSSES.values():
        found[group_of(spec)].append(spec)
    return found


def loss_catalogue(key: str, at_most: int) -> None:
    """A button that opens the catalogue, and the chosen losses in their colours.

    Args:
        key: of the list of chosen names in the session; the catalogue changes it.
        at_most: how many can be chosen.
    """
    state = st.session_state
    st.html(chips_in_colours(key, state[key]))
    st.button(
        "All losses, with equations",
        icon=":material/menu_book:",
        width="stretch",
        key=f"{PICK}-open",
        on_click=_leave_open,
    )
    if state.get(OPEN):
        _dialog(key, at_most)


def _leave_open() -> None:
    st.session_state[OPEN] = True


def _close() -> None:
    st.session_state.pop(OPEN, None)


#: For whoever meets an equation here first.
SYMBOLS = "y is the own class of a sample, k any other; θ its angle to a class weight; s a scale."


@st.dialog("Which losses stand side by side?", width="medium", on_dismiss=_close)
def _dialog(key: str, at_most: int) -> None:
    chosen = list(value_of(key))
    count = f"{len(chosen)} of at most {at_most} losses are chosen."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(count if len(chosen) < at_most else f"{count} {FULL}")
        st.space("stretch")
        if st.button("Done", type="primary", key=f"{PICK}-done", on_click=_close):
            st.rerun()
    st.caption(SYMBOLS)
    tabs = st.tabs([*(group.title for group in GROUPS), "Your own"])
    for tab, (group, specs) in zip(tabs, grouped().items(), strict=False):
        with tab:
            st.markdown(group.about)
            for spec in specs:
                equations = small_equations(spec)
                _row(key, at_most, chosen, Entry(spec.name, spec.title, spec.about, equations))
    with tabs[-1]:
        _row(key, at_most, chosen, Entry(COMPOSED, COMPOSED_TITLE, COMPOSED_ABOUT, ()))


def _row(key: str, at_most: int, chosen: Sequence[str], entry: Entry) -> None:
    """A loss: whether it is chosen, its colour, its sentence and its equations."""
    pick = f"{PICK}-{entry.name}"
    st.session_state[pick] = entry.name in chosen
    name, words = st.columns([3, 5], gap="small", vertical_alignment="top")
    with name.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(swatch(entry.name), width="content")
        st.checkbox(
            entry.title,
            key=pick,
            disabled=entry.name not in chosen and len(chosen) >= at_most,
            on_change=_toggle,
            args=(key, entry.name),
        )
    words.markdown(entry.about)
    if entry.equations:
        words.caption("  \n".join(f"${equation}$" for equation in entry.equations))


def _toggle(key: str, name: str) -> None:
    chosen = list(value_of(key))
    others = [other for other in chosen if other != name]
    put_values({key: others if name in chosen else [*chosen, name]})


def swatch(name: str) -> str:
    """The colour of a loss, as it has it everywhere."""
    return (
        '<span aria-hidden="true" style="display:inline-block;width:.7em;height:1.2em;'
        f'border-radius:.2em;background:var(--mm-loss-{name})"></span>'
    )


def chips_in_colours(key: str, names: Sequence[str]) -> str:
    """The chosen losses as chips in their colours, none of them out of sight.

    Args:
        key: of the list, or of a container around it.
        names: of the chosen losses, in the order of the list.
    """
    chips = f".st-key-{key} [data-tag-index]"
    colours = "\n".join(
        f'.st-key-{key} [data-tag-index="{place}"] {{ border-left-color: var(--mm-loss-{name}); }}'
        for place, name in enumerate(names)
    )
    return f"""<style>
{chips} {{ background: transparent; color: inherit; border: 1px solid var(--st-border-color, #8888);
  border-left: 0.7em solid; }}
.st-key-{key} [role=group] {{ max-height: none; }}
{colours}
</style>"""
