"""Every page on a phone: headings in order, nothing wider than the page, nothing sent elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.patience import MILLISECONDS

PHONE = {"width": 390, "height": 844}
#: Path, and what is on the page when it is complete.
PAGES = {
    "": "h1",
    "playground": ".stage .player",
    "lessons": "h1",
    "challenges": ".place",
    "lessons?lesson=sv_softmax&step=3": ".stMarkdown h1",
    "loss-lab": ".lab canvas",
    "when-does-it-help": ".stMain [data-testid=stPlotlyChart] .main-svg",
    "face-run": ".stage .js-plotly-plot",
    "questionnaire": ".st-key-agreed input",
}
#: Elements that reach beyond the right edge and are not within something that scrolls by itself.
#: A chart cuts the picture of a heatmap where its axis ends; a group has no ink of its own.
TOO_WIDE = """() => [...document.querySelectorAll(".stMain *")].filter((element) => {
  if (element.matches("g, image")) return false;
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height || box.right <= window.innerWidth + 1) return false;
  for (let at = element.parentElement; at; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth && /auto|scroll|hidden/.test(getComputedStyle(at).overflowX)
        && at.getBoundingClientRect().right <= window.innerWidth + 1
        && !at.matches(".stMain, body"))
      return false;
  return true;
}).map((element) => `${element.tagName}.${element.getAttribute("class")}`)"""


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    """A phone that keeps what it has fetched: every page has the same scripts."""
    phone = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield phone
    phone.close()


@pytest.fixture(scope="module", params=PAGES)
def visited(request: pytest.FixtureRequest, phone: Any, address: str) -> Iterator[Any]:
    """A page, complete, with the hosts that it asked and what its policy forbade."""
    path = request.param
    page = phone.new_page()
    page.set_default_timeout(MILLISECONDS)
    page.hosts, page.forbidden = set(), []
    page.on("request", lambda asked: page.hosts.add(urlsplit(asked.url).hostname))
    page.on("websocket", lambda socket: page.hosts.add(urlsplit(socket.url).hostname))
    page.on(
        "console",
        lambda said: page.forbidden.append(said.text) if "Security Policy" in said.text else None,
    )
    answer = page.goto(f"{address}/{path}")
    page.policy = answer.headers["content-security-policy"]
    page.wait_for_selector(PAGES[path])
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    yield page
    page.close()


def test_it_has_one_title_and_no_heading_is_skipped(visited: Any) -> None:
    levels = visited.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]"
        ".filter((heading) => heading.checkVisibility()).map((heading) => +heading.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_nothing_is_wider_than_the_phone(visited: Any) -> None:
    assert visited.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    main = visited.evaluate("document.querySelector('.stMain').scrollWidth")
    assert main <= PHONE["width"], visited.evaluate(TOO_WIDE)
    assert visited.evaluate(TOO_WIDE) == []


def test_charts_under_a_stage_are_below_one_another(visited: Any) -> None:
    if not visited.locator(".stage").count():
        pytest.skip("no stage on this page")
    visited.wait_for_function("() => document.querySelector('.stage .chart')?._fullLayout?.xaxis")
    domains = visited.evaluate(
        "() => Object.entries(document.querySelector('.stage .chart')._fullLayout)"
        ".filter(([name]) => /^xaxis\\d*$/.test(name)).map(([, axis]) => axis.domain)"
    )
    assert domains
    assert all(domain == [0, 1] for domain in domains)


def test_nothing_is_offered_or_sent_to_others(visited: Any) -> None:
    assert visited.hosts - {None, ""} == {"127.0.0.1"}
    assert visited.forbidden == []
    assert "connect-src 'self'" in visited.policy
    assert visited.locator(".modebar").count() == 0
    assert visited.locator("text=/share (chart|this)|upload.*cloud|deploy/i").count() == 0
    blocked = visited.evaluate(
        "() => fetch('http://example.invalid/').then(() => 'sent', (error) => error.name)"
    )
    assert blocked == "TypeError"
    assert any("Security Policy" in said for said in visited.forbidden)
    visited.forbidden.clear()


def test_a_finger_over_the_stage_scrolls_the_page(visited: Any) -> None:
    """One finger up and down is the page's; two turn the spheres."""
    canvases = visited.locator(".stage canvas")
    if not canvases.count():
        pytest.skip("no stage on this page")
    cells = canvases.first.evaluate(
        "(canvas) => canvas.stage.panels.map(({ x, cell }) => [x - cell / 2, x + cell / 2])"
    )
    assert all(left >= 0 and right <= PHONE["width"] for left, right in cells)
    assert len({round(left) for left, _ in cells}) <= 1  # one below the other
    canvases.first.scroll_into_view_if_needed()
    before = visited.evaluate("document.querySelector('.stMain').scrollTop")
    box = canvases.first.bounding_box()
    swipe(visited, box["x"] + box["width"] / 2, box["y"] + min(box["height"], 600) * 0.7)
    visited.wait_for_function(
        "(before) => Math.abs(document.querySelector('.stMain').scrollTop - before) > 50",
        arg=before,
    )


def swipe(page: Any, x: float, y: float) -> None:
    """A finger goes up by 150 pixels, as fast as a hand."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for moved in range(1, 11):
        send("touchMove", {"x": x, "y": y - 15 * moved})
    send("touchEnd")
