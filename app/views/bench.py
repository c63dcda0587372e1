"""The bench: a stage, and a column beside it for advice and for what explains the chosen samples.

Advice comes and goes while a training runs.  Beside the stage it moves nothing that is looked at; a
narrow window has no room there, so it stands above the stage.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

NOTICES = "notices"  # above the stage; not seen while it is empty
HEAD, BENCH, STAGE, BESIDE = "head", "bench", "bench-stage", "bench-beside"
ADVICE = "bench-advice"
UNBROKEN = "\u2011"  # a hyphen at which no line ends: "SV-Arc-Softmax" stays in one piece
#: CSS pixels of the window.  In a narrower one the column lies at the foot of the screen while a
#: sample is chosen, and below the stage otherwise.
NARROW = 1240
ONE_LINE = 900  # from here on what stands at the right of the heading stays there
#: The stage has its height before its script has come, so that nothing is pushed down later.  The
#: style sheet comes late, too: until then an empty room below the bench keeps the height.
ROOM, ROOM_PIXELS = "bench-room", 700
CHOSEN = ".inspector-full:not([hidden])"
SHEET = 40  # of a hundred parts of the window's height
STYLE = f"""<style>
@media (min-width: {ONE_LINE}px) {{ .st-key-{HEAD} {{ flex-wrap: nowrap; }} }}
.st-key-{HEAD} {{ min-height: 2.5rem; }}
.st-key-{HEAD}-right {{ min-width: 7.8rem; }}
.st-key-{HEAD} h1 {{ font-size: 1.4rem; line-height: 1.3; padding: 0; }}
.st-key-{NOTICES} [data-testid=stAlertContainer] {{ padding-block: 0.4rem; }}
:has(> .st-key-{NOTICES}):not(:has(.stElementContainer)) {{ display: none; }}
.st-key-{BENCH} {{ display: grid; gap: 1rem; align-items: start;
  grid-template-columns: minmax(0, 1fr); }}
.st-key-{STAGE} {{ min-height: 85vh; }}
.st-key-{ROOM} {{ display: none; }}
.st-key-{BENCH} > :is(:has(> .st-key-{BESIDE}), :has(> .st-key-{ADVICE})):not(:has(
  .stElementContainer)) {{ display: none; }}
.st-key-{ADVICE} {{ gap: 0.5rem; margin-bottom: 1rem; }}
.st-key-{ADVICE} [data-testid=stAlertContainer] {{ padding: 0.5rem 0.75rem; }}
.st-key-{ADVICE} [data-testid=stAlertContainer] p {{ font-size: var(--mm-type-small); }}
@media (min-width: {NARROW}px) {{
  .st-key-{BENCH}:is(:has(.st-key-{BESIDE} .stElementContainer),
    :has(.st-key-{ADVICE} .stElementContainer)) {{
    grid-template: "stage advice" auto "stage beside" 1fr / minmax(0, 2fr) minmax(0, 1fr);
    row-gap: 0; }}
  .st-key-{BENCH} > :has(> .st-key-{STAGE}) {{ grid-area: stage; }}
  .st-key-{BENCH} > :has(> .st-key-{ADVICE}) {{ grid-area: advice; }}
  .st-key-{BENCH} > :has(> .st-key-{BESIDE}) {{ grid-area: beside; }}
  /* On a projector large words need more room, and the stage has all of it until a sample is chosen
     or there is something to say. */
  .st-key-{BENCH}:has(.stage[data-look=projector]) {{
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) !important; }}
  .st-key-{BENCH}:has(.stage[data-look=projector]):not(:has({CHOSEN})):not(:has(
    .st-key-{ADVICE} .stElementContainer)) {{
    grid-template: "stage" auto "beside" auto / minmax(0, 1fr) !important; }}
}}
@media (max-width: {NARROW - 0.02}px) {{
  .st-key-{BENCH} {{ display: flex; flex-direction: column; align-items: stretch; }}
  .st-key-{BENCH} > :has(> .st-key-{ADVICE}) {{ order: -1; }}
  .st-key-{BENCH} > :has(> .st-key-{BESIDE}):has({CHOSEN}) {{
    position: sticky; bottom: 0; z-index: 5; }}
  .st-key-{BESIDE} {CHOSEN} {{ max-height: {SHEET}vh; overflow-y: auto;
    overscroll-behavior: contain; }}
  .st-key-{BENCH}:has(.st-key-{BESIDE} {CHOSEN}) .stage .player {{ bottom: {SHEET}vh; }}
}}
</style>"""


def head(sentence: str) -> DeltaGenerator:
    """The heading of the page; returns the place for what stands at its right."""
    st.html(STYLE)
    row = st.container(horizontal=True, vertical_alignment="center", key=HEAD)
    row.title(sentence.replace("-", UNBROKEN), anchor=False)
    return row.container(
        horizontal=True, horizontal_alignment="right", width="content", key=f"{HEAD}-right"
    )


def bench() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """The places of the stage, of advice, and of the column beside it; empty ones are not seen."""
    place = st.container(key=BENCH)
    st.container(key=ROOM).space(ROOM_PIXELS)
    return (
        place.container(key=STAGE),
        place.container(key=ADVICE),
        place.container(key=BESIDE),
    )
