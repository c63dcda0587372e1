"""Answers as a table, a line an answer: the files of students can be put after one another.

    code,group,when,question,answer
    tern-k7f2w,course,before,threshold,b
    tern-k7f2w,course,after,usability 3,5
    tern-k7f2w,course,after,rank for clarity: This app,1

`code` is drawn and joins the two files of a student; `group` is the lecturer's word for a class or
a way to teach.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from lessons.evaluation.codes import one_spelling
from lessons.evaluation.questionnaire import AGREEMENT, items, opinions
from toy_models.data.reading.sheet import read_sheet
from toy_models.spreadsheet import as_text

WHEN = ("before", "after")
USABILITY, RANK = "usability ", "rank for "


@dataclass(frozen=True)
class Answer:
    """One answer of one student."""

    code: str
    group: str
    when: str  # "before" or "after" the course
    question: str
    answer: str


COLUMNS = tuple(field.name for field in fields(Answer))


def as_csv(answers: Iterable[Answer]) -> str:
    """A file of answers.  What a spreadsheet would take for a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(as_text, astuple(answer)) for answer in answers)
    return text.getvalue()


@dataclass(frozen=True)
class Collected:
    """The answers of many files, and a sentence on each student of whom something is left out."""

    answers: list[Answer]
    left_out: list[str]


def read_answers(files: Sequence[Path]) -> Collected:
    """The answers of all files; what is there twice counts once.

    A code with two answers to a question is left out, and so are equal ranks of two tools.

    Raises:
        ValueError: a file cannot be read, lacks a column, or has an answer that is not allowed.
    """
    found: dict[tuple[str, str, str], Answer] = {}
    twice: dict[str, str] = {}
    for file in files:
        for line, answer in enumerate(_of_file(file), start=2):
            place = f"{file.name}, line {line}"
            check(answer, place)
            key = (answer.code, answer.when, answer.question)
            if found.setdefault(key, answer) != answer:
                twice.setdefault(answer.code, f"{place}: {answer.question!r}")
    if not found:
        raise ValueError("There is no answer in these files.")
    left_out = [
        f"{code} is left out: it has two answers to one question ({place}). Two students drew "
        "the same code, or a student answered twice."
        for code, place in twice.items()
    ]
    answers = [answer for answer in found.values() if answer.code not in twice]
    if not answers:
        raise ValueError("\n".join(left_out))
    equal = _equal_ranks(answers)
    left_out += [
        f"{code} gave two tools the same rank for {quality}: these ranks are left out."
        for code, _, quality in equal
    ]
    ranked = [(answer.code, answer.when, ranked_for(answer.question)) for answer in answers]
    kept = [answer for answer, ranks in zip(answers, ranked, strict=True) if ranks not in equal]
    return Collected(kept, left_out)


def ranked_for(question: str) -> str:
    """What the tools are ranked for in a question: "clarity"; "" if it asks for no rank."""
    quality, colon, _ = question.removeprefix(RANK).partition(": ")
    return quality if question.startswith(RANK) and colon else ""


def _equal_ranks(answers: Iterable[Answer]) -> list[tuple[str, str, str]]:
    """Code, when, and what was ranked, wherever two tools have one rank."""
    given: dict[tuple[str, str, str], list[str]] = {}
    for answer in answers:
        if quality := ranked_for(answer.question):
            given.setdefault((answer.code, answer.when, quality), []).append(answer.answer)
    return [which for which, ranks in given.items() if len(set(ranks)) < len(ranks)]


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
    rows = zip(*(sheet.column(name) for name in COLUMNS), strict=True)
    return [Answer(one_spelling(code), *others) for code, *others in rows]


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
        elif ranked_for(question):
            _number(answer.answer, 20, "a rank")
        else:
            raise ValueError(f"there is no question {question!r}.")
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def _number(text: str, most: int, what: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise ValueError(f"{what} is a number from 1 to {most}, not {text!r}.")
    return int(text)
