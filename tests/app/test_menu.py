"""The menu closes on a phone when a page is chosen, and a page opens at its top."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.drawing.conftest import blank as blank
from tests.app.drawing.modules import run_with

MENU = """
    document.body.innerHTML =
      '<div data-testid="stSidebarCollapseButton"><button>close</button></div>' +
      '<a data-testid="stSidebarNavLink"><span>Playground</span></a><p>else</p>';
    let closed = 0;
    document.querySelector("button").addEventListener("click", () => (closed += 1));
    menu();
    menu();  // on the next page
    const seen = [];
    for (const name of ["p", "span"]) {
      document.querySelector(name).click();
      await new Promise(requestAnimationFrame);
      seen.push(closed);
    }
    return seen;"""


@pytest.mark.parametrize(("width", "closed"), [(390, [0, 1]), (1024, [0, 0])])
def test_a_chosen_page_closes_the_menu_of_a_phone(
    blank: Any, width: int, closed: list[int]
) -> None:
    blank.set_viewport_size({"width": width, "height": 700})
    assert run_with(blank, "menu.js", "default: menu", MENU) == closed


TOP = """
    document.body.innerHTML =
      '<div data-testid="stMain" style="height: 100px; overflow: auto">' +
      '<p style="height: 2000px"></p></div>';
    const main = document.querySelector("[data-testid=stMain]");
    menu();
    const seen = [];
    const { search } = window.location;
    const [setting, other] = ["?seed=3", "?challenge=stuck"];
    for (const address of [setting, other, `${other}&seed=3`, search || "?"]) {
      main.scrollTop = 500;
      history.replaceState({}, "", address);
      menu();
      seen.push(main.scrollTop);
    }
    return seen;"""


def test_another_page_or_challenge_opens_at_its_top_and_a_setting_moves_nothing(
    blank: Any,
) -> None:
    assert run_with(blank, "menu.js", "default: menu", TOP) == [500, 0, 500, 0]
