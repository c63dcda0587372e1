"""The fixtures of whoever visits the page of face runs."""

from tests.app.face_sections.shelf import forget, runs, shelf, visit

__all__ = ["forget", "runs", "shelf", "visit"]
