"""The fixtures of whoever visits the page of face runs, and the course with one small lesson."""

from tests.app.face_sections.shelf import forget, runs, shelf, visit
from tests.lessons.new_lesson import new_course

__all__ = ["forget", "new_course", "runs", "shelf", "visit"]
