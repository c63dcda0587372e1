"""Text in a CSV file is never a formula, in Python and in the browser."""

from __future__ import annotations

import pytest

from toy_models.spreadsheet import as_text


@pytest.mark.parametrize(
    "text", ["=1+1", "@sum(a1)", "+cmd", "-a", "\t=1", "\r=1", " =1", "-2+3", "+1-1", "=-1"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "apple", "-1", "+.5", "-1.5e-3", "a=b", "SV-Softmax, t = 1.1", "’", "3-4"]
)
def test_all_else_stays(text: str) -> None:
    assert as_text(text) == text
