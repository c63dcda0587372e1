"""Words of an address cannot format the sentence that names them."""

from __future__ import annotations

import pytest

from app.controls.quoted import LETTERS_AT_MOST, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-5", "`-5`"),
        ("", "nothing"),
        ("a`b\n![](//c)", "`a?b?![](//c)`"),
        ("x" * LETTERS_AT_MOST, f"`{'x' * LETTERS_AT_MOST}`"),
        ("x" * 10**6, f"`{'x' * LETTERS_AT_MOST}…`"),
    ],
)
def test_a_text_is_shown_as_code_and_short(text: str, shown: str) -> None:
    assert quoted(text) == shown
