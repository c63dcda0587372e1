"""The course with one small lesson, for the tests of the engine."""

from tests.lessons.new_lesson import new_course

__all__ = ["new_course"]
