"""The browser is that of the app's tests."""

from tests.app.conftest import browser

__all__ = ["browser"]
