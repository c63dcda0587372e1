"""Codes: drawn from many, and the same however they are typed."""

from __future__ import annotations

import math

import pytest

from lessons.evaluation.codes import BIRDS, LENGTH, SIGNS, new_code, one_spelling


def test_two_of_300_students_rarely_have_the_same_code() -> None:
    codes = len(BIRDS) * len(SIGNS) ** LENGTH
    assert -math.expm1(-300 * 299 / 2 / codes) < 0.0005
    drawn = [new_code() for _ in range(50)]
    assert len(set(drawn)) == 50
    assert [one_spelling(code) for code in drawn] == drawn


@pytest.mark.parametrize(
    "typed",
    ["tern-k7f2w", "Tern-k7f2w", " TERN - K7F2W ", "tern k7 f2w", "ternk7f2w", "tern–k7f2w",
     "tern_k7f2w", "ｔｅｒｎ-k7f2w", "tern-k7f2w."],
)  # fmt: skip
def test_every_way_to_type_a_code_is_one_code(typed: str) -> None:
    assert one_spelling(typed) == "tern-k7f2w"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", ""), (" - ", ""), ("Tern", "tern"), ("Ann 01", "ann-01"), ("Tern-4821", "tern-4821")],
)
def test_codes_of_other_kinds(typed: str, code: str) -> None:
    assert one_spelling(typed) == code
