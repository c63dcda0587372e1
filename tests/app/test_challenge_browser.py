"""The quickest challenge, from its card to its solution, and through a reload."""

from __future__ import annotations

from typing import Any

import pytest

from app.challenges.table import CHALLENGES
from tests.patience import MILLISECONDS

QUICKEST = CHALLENGES[0]


def says(page: Any, words: str) -> None:
    """Wait until the card says this."""
    page.locator(".st-key-challenge").get_by_text(words).first.wait_for()


@pytest.mark.slow
def test_a_reader_solves_it_and_the_count_outlives_a_reload(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(MILLISECONDS)
    page.goto(f"{address}/challenges")
    page.locator(f".st-key-open-{QUICKEST.slug} button").click()
    says(page, "This is the run you start from.")
    assert f"challenge={QUICKEST.slug}" in page.url
    page.locator(".st-key-challenge-hint button").click()
    says(page, QUICKEST.hints[0][:40])

    page.locator(".st-key-s input[type=range]").press("End")  # s = 64
    says(page, QUICKEST.why[:40])
    says(page, "solved in 1 training")

    page.reload()
    says(page, "solved in 1 training")
    says(page, QUICKEST.hints[0][:40])
    page.close()
