"""A page with a stage in a real browser, and all that it asks for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.patience import MILLISECONDS

CANVAS = ".stage .frame > canvas"


class Visit:
    """A page of the app, and all that it asks for, says and sends."""

    def __init__(
        self,
        profile: Any,
        address: str,
        *,
        scheme: str,
        width: int = 1024,
        path: str = "playground",
    ) -> None:
        self.page = profile.new_page()
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_default_timeout(MILLISECONDS)
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        self.sent: list[Any] = []  # to the server, over the web socket
        self.page.on("request", lambda request: self._ask(request.url))
        self.page.on("pageerror", self._note_error)
        self.page.on("console", self._note)
        self.page.on("websocket", self._listen)
        self.open(f"{address}/{path}")

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector(CANVAS)
        self.wait_for("stage.run")
        self.rest()

    def _ask(self, url: str) -> None:
        if urlsplit(url).scheme not in ("blob", "data"):  # those are within the page
            self.hosts.add(urlsplit(url).hostname)

    def _note_error(self, error: Any) -> None:
        self.complaints.append(str(error))

    def _note(self, message: Any) -> None:
        # Streamlit asks for its own health below a page's address first, and then at the root.
        # A training may have given way to the next while its chart was asked for.
        url = message.location["url"]
        expected = "404" in message.text and ("_stcore" in url or "/stage-live/" in url)
        if message.type == "error" and not expected:
            self.complaints.append(f"{message.text} {url}")

    def _listen(self, websocket: Any) -> None:
        self.hosts.add(urlsplit(websocket.url).hostname)
        self.socket = websocket
        websocket.on("framesent", lambda frame: self.sent.append(frame))

    def rest(self) -> None:
        """Wait until the page's script has ended."""
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")

    def stage(self, expression: str) -> Any:
        """What an expression of the `stage` on the page gives."""
        return self.page.evaluate(
            f"() => {{ const stage = document.querySelector({CANVAS!r}).stage;"
            f" return {expression}; }}"
        )

    def wait_for(self, condition: str) -> None:
        """Until a condition on the `stage` holds."""
        self.page.wait_for_function(
            f"() => {{ const stage = document.querySelector({CANVAS!r})?.stage;"
            f" return stage && {condition}; }}"
        )

    def reading(self) -> str:
        text: str = self.page.locator(".stage .reading").text_content()
        return text

    def background(self) -> str:
        colour: str = self.page.evaluate(
            "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        )
        return colour

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(selector).all_text_contents()
        return found

    def assert_sound(self) -> None:
        assert self.hosts == {"127.0.0.1"}
        assert self.complaints == []
        assert self.page.locator(".stException").count() == 0
