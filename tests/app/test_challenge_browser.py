"""The quickest challenge, from its card to its solution with the mouse, and through a reload."""

from __future__ import annotations

from typing import Any

from app.challenges.table import CHALLENGES

MILLISECONDS = 240_000  # patience: the worker is niced, and the machine may be busy
QUICKEST = CHALLENGES[0]


def says(page: Any, words: str) -> None:
    """Wait until the card says this."""
    page.locator(".st-key-challenge").get_by_text(words).first.wait_for()


def test_a_reader_solves_it_with_the_mouse_and_the_count_outlives_a_reload(
    browser: Any, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(MILLISECONDS)
    page.goto(f"{address}/challenges")
    page.locator(f".st-key-open-{QUICKEST.slug} button").click()
    says(page, "This is the broken run.")
    assert f"challenge={QUICKEST.slug}" in page.url
    page.locator(".st-key-challenge-hint button").click()
    says(page, QUICKEST.hints[0][:40])

    slider = page.locator(".st-key-s input[type=range]").bounding_box()
    middle = slider["y"] + slider["height"] / 2
    page.mouse.move(slider["x"] + 0.02 * slider["width"], middle)
    page.mouse.down()
    page.mouse.move(slider["x"] + 0.3 * slider["width"], middle, steps=5)
    page.mouse.up()
    says(page, QUICKEST.why[:40])
    says(page, "solved in 1 training")

    page.reload()
    says(page, "solved in 1 training")
    says(page, QUICKEST.hints[0][:40])
    page.close()
