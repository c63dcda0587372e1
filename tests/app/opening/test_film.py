"""The opening as one file."""

from __future__ import annotations

import re

from app.opening.film import QUESTION, film


def test_the_film_holds_everything() -> None:
    text = film().decode()
    assert f"<h1>{QUESTION}</h1>" in text
    assert "default-src 'none'" in text
    assert not re.search(r'(src|href)="(?!data:)', text)
    assert "opening/browser/painting.js" in text
    assert len(text) < 3_000_000
