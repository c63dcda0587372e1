"""Answers as a table, a line an answer: the files of students can be put after one another.

    code,group,when,question,answer
    tern-4821,course,before,threshold,b
    tern-4821,course,after,usability 3,5
    tern-4821,course,after,rank for clarity: This app,1

`code` is drawn and joins the two files of a student; `group` is the lecturer's word for a class or
a way to teach.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from lessons.evaluation.questionnaire import AGREEMENT, items, opinions
from toy_models.data.reading.sheet import read_sheet
from toy_models.spreadsheet import as_text

WHEN = ("before", "after")
USABILITY, RANK = "usability ", "rank for "
BIRDS = (
    "tern",
    "wren",
    "rook",
    "kite",
    "swan",
    "ibis",
    "teal",
    "lark",
    "crow",
    "dove",
    "finch",
    "gull",
)


@dataclass(frozen=True)
class Answer:
    """One answer of one student."""

    code: str
    group: str
    when: str  # "before" or "after" the course
    question: str
    answer: str


COLUMNS = tuple(field.name for field in fields(Answer))


def new_code() -> str:
    """A code that says nothing about anybody."""
    return f"{secrets.choice(BIRDS)}-{secrets.randbelow(10_000):04d}"


def as_csv(answers: Iterable[Answer]) -> str:
    """A file of answers.  What a spreadsheet would take for a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(as_text, astuple(answer)) for answer in answers)
    return text.getvalue()


def read_answers(files: Sequence[Path]) -> list[Answer]:
    """The answers of all files; what is there twice counts once.

    Raises:
        ValueError: a file cannot be read, lacks a column, or has an answer that is not allowed.
    """
    found: dict[tuple[str, str, str], Answer] = {}
    for file in files:
        for line, answer in enumerate(_of_file(file), start=2):
            place = f"{file.name}, line {line}"
            check(answer, place)
            key = (answer.code, answer.when, answer.question)
            if found.setdefault(key, answer) != answer:
                raise ValueError(
                    f"{place}: {answer.code} has answered {answer.question!r} before, otherwise."
                )
    if not found:
        raise ValueError("There is no answer in these files.")
    return list(found.values())


def _of_file(file: Path) -> list[Answer]:
    try:
        sheet = read_sheet(file.read_bytes(), named=True)
    except (OSError, ValueError) as error:
        raise ValueError(f"{file.name} cannot be read: {error}") from error
    missing = [name for name in COLUMNS if name not in sheet.names]
    if missing:
        raise ValueError(
            f"{file.name} lacks the column {missing[0]!r}; it needs {', '.join(COLUMNS)}."
        )
    return [Answer(*cells) for cells in zip(*(sheet.column(name) for name in COLUMNS), strict=True)]


def check(answer: Answer, place: str) -> None:
    """Raises ValueError, which names the place, if an answer is not allowed."""
    if not answer.code:
        raise ValueError(f"{place}: the code is empty.")
    if answer.when not in WHEN:
        raise ValueError(f"{place}: `when` is before or after, not {answer.when!r}.")
    question = answer.question
    item = next((item for item in items() if item.name == question), None)
    try:
        if item:
            item.reveals(answer.answer)
        elif question.startswith(USABILITY):
            _number(question.removeprefix(USABILITY), len(opinions().usability), "a statement")
            _number(answer.answer, len(AGREEMENT), "agreement")
        elif question.startswith(RANK) and ": " in question:
            _number(answer.answer, 20, "a rank")
        else:
            raise ValueError(f"there is no question {question!r}.")
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def _number(text: str, most: int, what: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise ValueError(f"{what} is a number from 1 to {most}, not {text!r}.")
    return int(text)
