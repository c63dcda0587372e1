"""The lesson of CONTRIBUTING.md, made by its folder alone, in a course of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.__main__ import main
from lessons.course import Course

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
FILE = re.compile(
    r"^New file `lessons/margin_width/(?P<name>[^`]+)`:\n\n```\w+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def write_lesson(folder: Path) -> Course:
    """Write the lesson into a folder, which becomes the package of a course.

    The folder's parent must be on the path; its name must differ from those of earlier folders,
    because Python remembers what it imported.
    """
    lesson = folder / "margin_width"
    lesson.mkdir()
    for file in FILE.finditer(CONTRIBUTING.read_text()):
        text = file["text"].replace("lessons.margin_width", f"{folder.name}.margin_width")
        (lesson / file["name"]).write_text(text)
    return Course(package=folder.name)


@pytest.fixture(scope="module")
def new_course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """A course with the lesson `margin_width`, its results stored; made once a test file."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder.parent)
        course = write_lesson(folder)
        main(["margin_width", "--run"], course)
        yield course
