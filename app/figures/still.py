"""How Plotly shows a figure: without its bar of buttons, one of which would upload the figure."""

from __future__ import annotations

PLOTLY = {"displayModeBar": False, "displaylogo": False}
