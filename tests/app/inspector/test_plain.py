"""Names in a sentence: no sign of them is Markdown's."""

import re

import pytest

from app.inspector.plain import plain


@pytest.mark.parametrize(
    "name",
    ["Ann", "*bold*", "[a](http://b)", "# head", "1. one", "$x$", "a_b_c", "`code`", "~a~", ":x:"],
)
def test_every_sign_with_a_meaning_is_escaped_and_nothing_else_changes(name: str) -> None:
    told = plain(name)
    assert re.sub(r"\\(.)", r"\1", told) == name
    assert re.fullmatch(r"(\\.|[\w\s/])*", told)


def test_tags_and_backslashes_are_words() -> None:
    assert plain("<b>") == "\\<b\\>"
    assert plain("\\") == "\\\\"
