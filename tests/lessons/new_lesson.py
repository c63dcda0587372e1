"""A small lesson, made by its folder alone, in a course of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.__main__ import main
from lessons.course import Course

LESSON = Path(__file__).with_name("margin_width")


@pytest.fixture(scope="module")
def new_course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """A course with the lesson `margin_width`, its results stored; made once a test file.

    The course is a package in a temporary folder.  Each has another name, because Python remembers
    what it imported.
    """
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(LESSON, folder / LESSON.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder.parent)
        course = Course(package=folder.name)
        main([LESSON.name, "--run"], course)
        yield course
