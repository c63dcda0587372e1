"""The take-away menu on a Streamlit page: one call for a page with a stage, charts, or both."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.takeaway.caption import caption
from app.takeaway.names import stem
from app.takeaway.routes import FILES, address, file_name
from toy_models.record import Run

_menu = st.components.v2.component(
    "margins_and_mining_takeaway",
    html='<div class="takeaway"></div>',
    css=file_text("takeaway/browser/menu.css"),
    js=script("Takeaway", "takeaway"),
    isolate_styles=False,  # a link's field and buttons look like the page's
)


def takeaway(
    result: Run | None = None,
    *,
    stage_key: str | None = None,
    query: str | None = None,
    reproducible: bool = True,
    note: str = "",
    key: str = "takeaway",
) -> None:
    """Show a button that opens the menu.

    Pictures and data of the charts that are on the page are always in it; nothing is made before it
    is asked for.

    Args:
        result: the run that is shown; without it there are no files of a run.
        stage_key: of the stage that shows it; without it there is no picture and no replay.
        query: the address's query that asks for this run ("data=...&seed=0"); None for the page's
            present one.
        reproducible: False for a result that no single config gives, such as runs side by side.
        note: what the link cannot carry, in a sentence.
        key: of the menu, if a page has several.
    """
    files: list[dict[str, Any]] = []
    if result is not None:
        files = [
            {
                "section": file.section,
                "words": file.words,
                "help": file.help,
                "name": file_name(result, name),
                "address": address(result, name),
                "view": name == "replay",
            }
            for name, file in FILES.items()
            if reproducible or not file.reproduces
        ]
    with st.popover("Take away", icon=":material/download:", key=f"{key}-popover"):
        _menu(
            data={
                "script": file_url("takeaway/browser/menu.js"),
                "plotly": PLOTLY_URL,
                "stage": stage_key,
                "files": files,
                "name": stem(result) if result else "",
                "caption": list(caption(result)) if result else [],
                "lastStep": int(result.steps_K[-1]) if result else 0,
                "query": query,
                "warning": note,
            },
            key=key,
        )
