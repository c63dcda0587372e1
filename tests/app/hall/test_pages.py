"""The pages of the hall: plain, small, relative to the root, and safe whatever is put into them."""

from __future__ import annotations

import re

import pytest

from app.drawing.files import APP, FOLDERS
from app.hall.pages import ENTER, OPEN, STUDENT, WALL, Page


@pytest.mark.parametrize("page", [OPEN, WALL, ENTER, STUDENT])
def test_a_page_names_its_script_relative_to_the_root(page: Page) -> None:
    text = page.html()
    script = re.search(r'src="\./app-files/(\S+)"', text)
    assert script
    assert (APP / script[1]).is_file()
    assert script[1].rpartition("/")[0] in FOLDERS
    assert f'<base href="{"../" if page.below else "./"}">' in text
    assert len(text) < 40_000
    assert "http" not in text


def test_nothing_that_is_given_ends_the_script() -> None:
    text = STUDENT.html(code="</script><script>alert(1)")
    assert "<script>alert" not in text
    assert text.count("</script>") == 2
