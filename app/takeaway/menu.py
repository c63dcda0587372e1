"""The take-away menu on a Streamlit page: one call for a page with a stage, charts, or both."""

from __future__ import annotations

import streamlit as st

from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.scene.scene import Scene
from app.takeaway.routes import Visitor, offers
from toy_models.record import Run

VISITOR = "takeaway-visitor"  # in the session

_menu = st.components.v2.component(
    "margins_and_mining_takeaway",
    html='<div class="takeaway"></div>',
    css=file_text("takeaway/browser/menu.css"),
    js=script("Takeaway", "takeaway"),
    isolate_styles=False,  # a link's field and buttons look like the page's
)


def takeaway(
    scene: Scene | None = None,
    *,
    run: Run | None = None,
    stage_key: str | None = None,
    query: str | None = None,
    note: str = "",
    key: str = "takeaway",
) -> None:
    """Show a button that opens the menu.

    Pictures and data of the charts that are on the page are always in it; nothing is made before it
    is asked for.

    Args:
        scene: what is shown; without it there are no files of a scene.
        run: the run, if the scene shows one whole run of the toys; then there are files that train
            it again.
        stage_key: of the stage that shows it; without it there is no picture and no replay.
        query: the address's query that asks for this run ("data=...&seed=0"); None for the page's
            present query.
        note: what the link cannot carry, in a sentence.
        key: of the menu, if a page has several.
    """
    visitor: Visitor = st.session_state.setdefault(VISITOR, Visitor())
    files = [
        {
            "section": offer.file.section,
            "words": offer.file.words,
            "help": offer.file.help,
            "name": offer.name,
            "address": offer.address,
            "view": name == "replay",
        }
        for name, offer in (offers(scene, run, visitor) if scene else {}).items()
    ]
    with st.popover("Take away", icon=":material/download:", key=f"{key}-popover"):
        _menu(
            data={
                "script": file_url("takeaway/browser/menu.js"),
                "plotly": PLOTLY_URL,
                "stage": stage_key,
                "files": files,
                "name": scene.file_stem if scene else "",
                "caption": list(scene.caption) if scene else [],
                "lastStep": scene.last_step if scene else 0,
                "query": query,
                "warning": note,
            },
            key=key,
        )
