"""A picture for each question, in the colours of the page."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

import pytest

from app.course.pictures import picture
from app.look.themes import DARK, LIGHT


@pytest.mark.parametrize("number", [*range(1, 11), 99])
def test_every_picture_is_svg_with_words(number: int) -> None:
    for dark, page in ((False, LIGHT), (True, DARK)):
        found = re.fullmatch(
            r'<img class="lesson-picture" alt="([^"]+)" src="data:image/svg\+xml;base64,(.+)">',
            picture(number, dark),
        )
        assert found
        text = base64.b64decode(found[2]).decode()
        root = ElementTree.fromstring(text)
        assert root.tag.endswith("svg")
        assert len(root) > 0
        colours = set(re.findall(r"#[0-9A-Fa-f]{6}", text))
        assert colours
        if number == 5:
            assert {page.own, page.rival, page.ink} <= colours
