"""Codes: at random, easy to type, and read as people type them."""

from app.hall.codes import LENGTH, LETTERS, in_words, new_code, read_code


def test_codes_are_of_letters_that_nobody_mistakes() -> None:
    codes = {new_code() for _ in range(300)}
    assert len(codes) == 300
    assert {len(code) for code in codes} == {LENGTH}
    assert set().union(*codes) == set(LETTERS)
    assert not set("AEIOU01L") & set(LETTERS)
    assert len(LETTERS) ** LENGTH > 2e10


def test_a_code_is_read_as_it_is_typed() -> None:
    assert read_code(in_words("BCDFGHJK")) == "BCDFGHJK"
    assert read_code(" bcdf-ghjk ") == "BCDFGHJK"
    assert len(read_code("B" * 1000)) <= 40
