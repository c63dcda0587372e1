"""The course with one small lesson, for the tests of the engine."""

from tests.lessons.tiny import tiny_course

__all__ = ["tiny_course"]
