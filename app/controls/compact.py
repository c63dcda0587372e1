"""The look of the controls at the side: close together, so that all usual ones are seen at once."""

from __future__ import annotations

import streamlit as st

_SIDE = "[data-testid=stSidebar]"
STYLE = f"""<style>
{_SIDE} [data-testid=stSidebarHeader] {{ height: 2.25rem; padding-block: 0; margin: 0; }}
{_SIDE} [data-testid=stSidebarUserContent] {{ padding-top: 0; padding-bottom: 1rem; }}
{_SIDE} [data-testid=stVerticalBlock] {{ gap: 0.25rem; }}
/* The ends of a slider's range go; they are in its help and in the sentence that refuses a link. */
{_SIDE} [data-testid=stSliderTickBar] {{ display: none; }}
{_SIDE} .stSlider {{ margin-bottom: -1.1rem; }}
/* "Digits, 8 x 8 pixels" needs no label for the eye. */
{_SIDE} .st-key-data label {{ position: absolute; opacity: 0; pointer-events: none; }}
{_SIDE} .stButtonGroup button {{ padding-inline: 0.4rem; }}
{_SIDE} .stButtonGroup button p {{ font-size: 0.78rem; }}
{_SIDE} .stExpander summary p::after {{ display: block; font-size: 0.8rem; opacity: 0.8; }}
{_SIDE} .stExpander summary {{ padding-block: 0.3rem; }}
{_SIDE} .stElementContainer:has(> div > style:only-child) {{ display: none; }}
</style>"""


def compact() -> None:
    """Put the style sheet on the page."""
    st.html(STYLE)
