"""Who may show the app in a frame: nobody else, or those that are named."""

from __future__ import annotations

import pytest

from app.framing import VARIABLE, frame_ancestors


def test_without_the_setting_only_its_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert frame_ancestors() == "frame-ancestors 'self'"


def test_the_setting_names_others(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "https://moodle.example.org *.example.edu http://127.0.0.1:8888 vscode-webview:"
    monkeypatch.setenv(VARIABLE, f" {names.replace(' ', '   ')} ")
    assert frame_ancestors() == f"frame-ancestors 'self' {names}"
    assert frame_ancestors("*") == "frame-ancestors 'self' *"


@pytest.mark.parametrize(
    "word",
    ["https://a.example;script-src", "a.example,b.example", "https://a.example/path", "'none'"],
)
def test_what_is_no_origin_is_one_sentence(word: str) -> None:
    with pytest.raises(ValueError, match=rf"^{VARIABLE} has .*, which is no origin as https://"):
        frame_ancestors(f"https://a.example {word}")
