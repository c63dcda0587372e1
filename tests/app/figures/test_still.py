"""Plotly's bar of buttons is nowhere."""

from app.drawing.files import APP
from app.figures.still import PLOTLY


def test_there_is_no_bar() -> None:
    assert PLOTLY["displayModeBar"] is False


def test_every_chart_of_a_page_is_shown_so() -> None:
    texts = [file.read_text() for file in APP.rglob("*.py")]
    shown = [text for text in texts if "st.plotly_chart(" in text]
    assert shown
    for text in shown:
        assert text.count("st.plotly_chart(") == text.count("config=PLOTLY")
        assert "from app.figures.still import PLOTLY" in text


def test_the_browsers_own_charts_too() -> None:
    calls = [
        line
        for file in APP.glob("*/browser/**/*.js")
        for line in file.read_text().splitlines()
        if "Plotly.react(" in line or "Plotly.newPlot(" in line
    ]
    assert calls
    assert all("OPTIONS)" in call for call in calls)
    assert "displayModeBar: false" in (APP / "drawing/browser/plotly.js").read_text()
