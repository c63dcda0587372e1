"""Galleries: the pictures themselves, with words, and nothing of a name is markup."""

from __future__ import annotations

import base64
from html.parser import HTMLParser

import pytest

from app.figures.faces.gallery import MARKED, Card, Picture, gallery
from tests.app.face_runs.made import JPEG


class Seen(HTMLParser):
    """What a browser makes of it: the tags with their attributes, and the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def card(word: str, **more: str) -> Card:
    picture = Picture(jpeg=JPEG, alt=f"a picture of {word}")
    return Card(pictures=[picture, picture], below=[word, "other"], lines=[f"{word}!"], **more)


def test_pictures_stand_in_the_page_with_their_words() -> None:
    seen = Seen(gallery([card("Ann"), card("Bob")], "people"))
    images = seen.all("img")
    assert [image["alt"] for image in images] == ["a picture of Ann"] * 2 + ["a picture of Bob"] * 2
    for image in images:
        kind, content = str(image["src"]).split(",")
        assert kind == "data:image/jpeg;base64"
        assert base64.b64decode(content) == JPEG
    assert seen.words == ["Ann", "other", "Ann!", "Bob", "other", "Bob!"]
    assert seen.all("div")[0]["aria-label"] == "people"
    assert [box.get("role") for box in seen.all("div")].count("listitem") == 2


def test_a_frame_has_its_colour_and_else_is_not_seen() -> None:
    text = gallery([card("a", frame="#E69F00"), card("b", frame=MARKED), card("c")], "x")
    for colour in ("#E69F00", MARKED, "transparent"):
        assert f"border:2px solid {colour};" in text


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", '"><img onerror=x>', "a & 'b'"])
def test_words_are_words(word: str) -> None:
    seen = Seen(gallery([card(word, frame=f"red{word}")], word))
    assert {tag for tag, _ in seen.tags} == {"div", "figure", "img", "figcaption"}
    assert all("onerror" not in attributes for _, attributes in seen.tags)
    assert seen.words[0] == word
    assert seen.all("img")[0]["alt"] == f"a picture of {word}"


def test_a_word_for_each_picture() -> None:
    odd = Card(pictures=[Picture(jpeg=JPEG, alt="")], below=[], lines=[])
    with pytest.raises(ValueError, match="zip"):
        gallery([odd], "x")
