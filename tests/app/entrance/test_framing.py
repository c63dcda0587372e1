"""Who may show the app in a frame: nobody else, or those that are named."""

from __future__ import annotations

import pytest

from app.entrance.framing import VARIABLE, frame_ancestors
from app.entrance.policy import OnlyThisServer
from app.main import app


def test_without_the_setting_only_its_own_pages() -> None:
    assert frame_ancestors("") == "frame-ancestors 'self'"
    (policy,) = (part for part in app._user_middleware if part.cls is OnlyThisServer)
    assert policy.args == ("frame-ancestors 'self'",)


def test_the_setting_names_others() -> None:
    names = "https://moodle.example.org *.example.edu http://127.0.0.1:8888 vscode-webview:"
    assert frame_ancestors(f" {names.replace(' ', '   ')} ") == f"frame-ancestors 'self' {names}"
    assert frame_ancestors("*") == "frame-ancestors 'self' *"


@pytest.mark.parametrize(
    "word",
    ["https://a.example;script-src", "a.example,b.example", "https://a.example/path", "'none'"],
)
def test_what_is_no_origin_is_one_sentence(word: str) -> None:
    with pytest.raises(ValueError, match=rf"^{VARIABLE} has .*, which is no origin as https://"):
        frame_ancestors(f"https://a.example {word}")
