"""The checks that every lesson passes; a new folder is among them without an edit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lessons.course import COURSE, open_lesson
from lessons.lesson import Folder, Lesson
from tests.lessons.checks import CHECKS

FOLDERS = COURSE.folders


@pytest.mark.parametrize("slug", FOLDERS)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_holds(check: Callable[[Folder, Lesson], None], slug: str) -> None:
    check(FOLDERS[slug], open_lesson(slug))


def test_all_stored_results_together_are_small() -> None:
    files = [file for folder in FOLDERS.values() for file in folder.results.iterdir()]
    assert sum(file.stat().st_size for file in files) < 8_000_000
