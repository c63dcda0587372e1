"""A still chart on a page: without a bar of buttons, and in one column where the page is narrow."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from app.drawing.component import script
from app.drawing.files import PLOTLY_URL, file_url

_chart = st.components.v2.component(
    "margins_and_mining_still_chart",
    html='<div class="still-chart"></div>',
    js=script("StillChart", "still-chart"),
    isolate_styles=False,  # Plotly's own rules must reach its charts
)


def still_chart(figure: go.Figure, *, key: str, alt: str) -> None:
    """Show a figure.

    Args:
        figure: with a height; its charts may stand beside one another.
        key: of the component.
        alt: the figure in words.
    """
    _chart(
        data={
            "figure": figure.to_json(),
            "script": file_url("drawing/browser/still_chart.js"),
            "plotly": PLOTLY_URL,
            "alternative": alt,
        },
        key=key,
    )
