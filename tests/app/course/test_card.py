"""A card says what it is about, and how far it is."""

from __future__ import annotations

from app.course.card import card


def test_a_card_has_its_number_its_heading_and_its_share() -> None:
    html = card(3, "Where?", "in a plane", "<img>", share=0.25)
    assert '<span class="number">3</span><h2>Where?</h2>' in html
    assert "width: 25%" in html
    assert "planned" not in html


def test_what_was_not_begun_has_no_bar() -> None:
    assert 'class="way"' not in card(3, "Where?", "in a plane", "<img>")
    assert "place planned" in card(3, "Where?", "in a plane", "<img>", planned=True)
