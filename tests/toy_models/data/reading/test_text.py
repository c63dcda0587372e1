"""The encoding of a file."""

from __future__ import annotations

import pytest

from toy_models.data import Table
from toy_models.data.reading.text import ENCODINGS, decoded


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "The file is no text, so it cannot be a CSV."),
        (b"PK\x03\x04\x14\x00", "The file is no text, so it cannot be a CSV."),
        (b"\xff\xfex\x00,\x00\x00\xd8", "The file begins as UTF-16 text and breaks off at byte 4;"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Table.from_bytes(content)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("name;x\nGröße;1,5\nœuvre €;2\n", "cp1252"),
        ("jméno;x\nžluťoučký kůň;1,5\n", "cp1250"),
        ("имя;x\nкласс;1,5\nтест;2,5\n", "cp1251"),
        ("x;ラベル\n1;りんごと梨\n", "cp932"),
    ],
)
def test_text_from_before_unicode_is_read(text: str, codec: str) -> None:
    assert decoded(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize(("name", "codec"), ENCODINGS.items())
def test_every_encoding_that_can_be_chosen_is_read(name: str, codec: str) -> None:
    assert decoded("x;label\n1,5;a\n".encode(codec), codec)[0] == "x;label\n1,5;a\n"


def test_an_encoding_that_is_chosen_wins_over_the_guess() -> None:
    content = "x;label\n1;яблоко\n".encode("koi8-r")
    assert "яблоко" not in decoded(content)[0]
    assert decoded(content, "koi8_r") == ("x;label\n1;яблоко\n", "koi8_r")
    with pytest.raises(ValueError, match="The file is no UTF-8 text: byte 10 of it does not fit"):
        decoded(content, "utf-8-sig")
