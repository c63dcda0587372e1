"""Pages of the app under test, without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def playground_page(seconds: float) -> AppTest:
    """The Playground without the frame around it, which would open on the page Start.

    Args:
        seconds: that a run of the page may take.
    """

    def script() -> None:
        from app.views.playground import playground

        playground()

    return AppTest.from_function(script, default_timeout=seconds)
