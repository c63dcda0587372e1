"""The empty page is that of the drawing room's tests."""

from tests.app.drawing.conftest import blank

__all__ = ["blank"]
