"""What a file holds is the same, in the server's process and in one of its own."""

from __future__ import annotations

import hashlib
import resource
import sys
from dataclasses import asdict

import pytest

from app.controls.uploaded import (
    LARGE,
    LOST,
    SLOW,
    Choice,
    How,
    answer,
    columns_of,
    in_a_process,
    table_of,
    take_at_most,
)

ROWS = "".join(f"{k % 9},{k * k % 7},{'ab'[k % 2]},Köln\n" for k in range(LARGE // 10))
SHORT = b"x,y,fruit\n" + b"1,2,a\n3,4,b\n" * 5
LONG = f"x,y,label,city\n{ROWS}".encode()


def how(content: bytes) -> How:
    return How(digest=hashlib.sha256(content).hexdigest(), named=None, decimal=None)


def choice(content: bytes, label: str, *leave_out: str) -> Choice:
    return Choice(how=how(content), label=label, leave_out=leave_out, skip_gaps=False)


def test_a_short_file_has_its_columns_and_its_table() -> None:
    assert columns_of(SHORT, how(SHORT)).names == ("x", "y", "fruit")
    table = table_of(SHORT, choice(SHORT, "fruit"))
    assert (table.label, table.text.encode()) == ("fruit", SHORT)
    assert table.reading
    assert table.reading.left_out == ()


def test_a_process_says_the_same() -> None:
    content = b"x,label,city\n" + "1,ä,Köln\n2,b,Köln\n".encode() * 4
    asked = asdict(choice(content, "label", "city"))
    found, text = in_a_process(content, asked)
    here, text_here = answer(content, asked)
    assert text == text_here
    assert found["label"] == here["label"]
    assert found["reading"]["left_out"] == list(here["reading"]["left_out"]) == ["column 'city'"]


def test_a_large_file_is_refused_with_the_same_sentence() -> None:
    assert len(LONG) > LARGE
    with pytest.raises(ValueError, match=r"^The CSV has 30,000 rows; at most 20,000 are allowed"):
        table_of(LONG, choice(LONG, "label", "city"))


@pytest.mark.parametrize(
    ("program", "seconds", "sentence"),
    [
        ("import time; time.sleep(60)", 0.2, SLOW),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", 30.0, SLOW),
        ("raise SystemExit(1)", 30.0, LOST),
    ],
)
def test_a_process_that_does_not_answer_is_a_sentence(
    program: str, seconds: float, sentence: str
) -> None:
    asked = asdict(choice(SHORT, "fruit"))
    with pytest.raises(ValueError, match=sentence):
        in_a_process(SHORT, asked, command=(sys.executable, "-c", program), seconds=seconds)


def test_the_system_ends_a_process_that_takes_too_long() -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        take_at_most(10**6)  # the tests have used less
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] == 10**6
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, before)
