"""What a page remembers until its tab is closed: it comes back after a reload.

The next person at the same computer does not see it, as they would in the memory of the course.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from app.drawing.component import script
from app.drawing.files import file_url

LONGEST = 20_000  # characters
_component = st.components.v2.component(
    "margins_and_mining_in_tab",
    html='<div class="in-tab"></div>',
    js=script("InTab", "in-tab"),
)


def in_tab(
    name: str, now: Mapping[str, str], browser: Callable[..., Any] = _component
) -> dict[str, str]:
    """Keep `now`; call it at the end of a page.

    Args:
        name: under which it is kept.
        now: what the page is to have after a reload.
        browser: the component that keeps and reads.

    Returns:
        What was kept before the page was loaded, once; empty in any other run.
    """
    read = f"{name}-read"
    known = st.session_state.get(read, False)
    heard = browser(
        data={
            "script": file_url("course/browser/in_tab.js"),
            "name": f"margins-and-mining-{name}",
            "keep": json.dumps(now, ensure_ascii=False) if known else None,
            "longest": LONGEST,
        },
        key=f"{name}-in-tab",
        default={"kept": None},
        on_kept_change=lambda: None,
    )
    if known or not isinstance(heard.kept, str):
        return {}
    st.session_state[read] = True
    try:
        found = json.loads(heard.kept)
    except (ValueError, RecursionError):
        return {}
    entries = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in entries if isinstance(value, str)}
