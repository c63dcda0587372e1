"""The menu closes on a phone when a page is chosen; on a wide screen it is left alone."""

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
