"""A picture for each question, in the colours of the page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from app.course.pictures import picture


@pytest.mark.parametrize("number", [*range(1, 11), 99])
def test_every_picture_is_svg_with_words(number: int) -> None:
    root = ElementTree.fromstring(picture(number))
    assert root.tag == "svg"
    assert root.attrib["aria-label"]
    assert len(root) > 0
    assert "#" not in picture(number)  # colours are the page's
