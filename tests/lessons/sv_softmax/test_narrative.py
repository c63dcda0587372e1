"""The narrative: its numbers come from the result, and its links are many."""

from __future__ import annotations

import re

from lessons.course import open_lesson
from tests.lessons.sv_softmax.small import FOLDER


def test_decimal_numbers_of_the_text_come_from_the_result_or_are_known() -> None:
    """Typed by hand: the paper's facts, and the angles and cosines of posed questions."""
    text = FOLDER.text("narrative.md").split("+++", 2)[2]
    for taken in (r"\{\{.*?\}\}", r"\]\([^)]*\)", r"\$[^$]*\$", r"arXiv:\S+"):
        text = re.sub(taken, "", text, flags=re.DOTALL)
    typed = set(re.findall(r"\d[\d,]*\.?\d+", text))
    known = {"0.5", "0.6", "0.4", "0.3", "0.2", "1.2", "1.4", "1.05", "86,876", "3.9", "100"}
    known |= {"95"}  # percent, of an interval
    angles = {"30", "40", "55", "60", "65", "80", "90"}
    of_the_dial = {"1.0", "10", "200", "1,000", "10,000"}  # its range, and numbers of people
    assert typed <= known | angles | of_the_dial


def test_most_figures_are_set_by_links() -> None:
    links = [link for part in open_lesson("sv_softmax").narrative.parts() for link in part.links]
    assert len(links) > 10
