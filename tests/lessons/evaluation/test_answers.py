"""Files of answers: written, read in the forms of spreadsheets, and refused with their place."""

from dataclasses import replace
from pathlib import Path

import pytest

from lessons.evaluation.answers import Answer, as_csv, ranked_for, read_answers
from lessons.evaluation.simulated import simulated

TWO = [
    Answer("tern-0001", "course", "before", "threshold", "b"),
    Answer("tern-0001", "course", "after", "rank for clarity: Slides, printed", "2"),
]


def written(folder: Path, text: str | bytes, name: str = "answers.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_what_is_written_is_read(tmp_path: Path) -> None:
    answers = simulated(3, 0.5, seed=1)
    collected = read_answers([written(tmp_path, as_csv(answers))])
    assert (collected.answers, collected.left_out) == (answers, [])


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """A code is typed by a student, and the group comes from the address of the page."""
    text = as_csv(replace(one, code="=1+1", group="@sum") for one in TWO)
    assert text.splitlines()[1] == "'=1+1,'@sum,before,threshold,b"
    read = read_answers([written(tmp_path, text)]).answers
    assert {(one.code, one.group) for one in read} == {("1-1", "'@sum")}


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_spreadsheet_may_have_saved_it(tmp_path: Path, codec: str) -> None:
    text = "code;group;when;question;answer\n" + "\n".join(
        ";".join((one.code, one.group, one.when, one.question, one.answer)) for one in TWO
    )
    assert read_answers([written(tmp_path, text.encode(codec))]).answers == TWO


def test_files_are_put_together_and_a_file_twice_counts_once(tmp_path: Path) -> None:
    one = written(tmp_path, as_csv(TWO[:1]), "1.csv")
    two = written(tmp_path, as_csv(TWO), "2.csv")
    assert read_answers([one, two]).answers == TWO


def test_a_code_typed_by_a_phone_is_the_same_student(tmp_path: Path) -> None:
    typed = [TWO[0], replace(TWO[1], code="Tern 0001")]
    assert read_answers([written(tmp_path, as_csv(typed))]).answers == TWO


def test_a_code_with_two_answers_to_a_question_is_left_out_and_named(tmp_path: Path) -> None:
    others = replace(TWO[0], code="wren-0002")
    both = [*TWO, others, replace(TWO[0], answer="c")]
    collected = read_answers([written(tmp_path, as_csv(both))])
    assert collected.answers == [others]
    (sentence,) = collected.left_out
    assert sentence.startswith("tern-0001 is left out: it has two answers to one question")
    assert "(answers.csv, line 5: 'threshold')" in sentence
    with pytest.raises(ValueError, match="tern-0001 is left out"):
        read_answers([written(tmp_path, as_csv([both[0], both[3]]))])


def test_equal_ranks_of_two_tools_are_left_out_and_named(tmp_path: Path) -> None:
    answers = [*TWO, Answer("tern-0001", "course", "after", "rank for clarity: A video", "2")]
    collected = read_answers([written(tmp_path, as_csv(answers))])
    assert collected.answers == TWO[:1]
    assert collected.left_out == [
        "tern-0001 gave two tools the same rank for clarity: these ranks are left out."
    ]


@pytest.mark.parametrize(
    ("question", "quality"),
    [("rank for what was learned: A: B", "what was learned"), ("rank for clarity", ""), ("x", "")],
)
def test_what_a_question_ranks_for(question: str, quality: str) -> None:
    assert ranked_for(question) == quality


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"code": ""}, "the code is empty"),
        ({"when": "during"}, "`when` is before or after, not 'during'"),
        ({"question": "colour"}, "there is no question 'colour'"),
        ({"answer": "f"}, "threshold has the options a to d, not 'f'"),
        ({"question": "usability 11", "answer": "3"}, "a statement is a number from 1 to 10"),
        ({"question": "usability 1", "answer": "6"}, "agreement is a number from 1 to 5"),
        ({"question": "rank for clarity: Slides", "answer": "best"}, "a rank is a number"),
    ],
)
def test_what_is_refused(tmp_path: Path, changed: dict[str, str], sentence: str) -> None:
    answer = Answer(**{**vars(TWO[0]), **changed})
    with pytest.raises(ValueError, match=rf"answers.csv, line 2: .*{sentence}"):
        read_answers([written(tmp_path, as_csv([answer, TWO[1]]))])


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gone.csv cannot be read"):
        read_answers([tmp_path / "gone.csv"])
    with pytest.raises(ValueError, match="lacks the column 'group'"):
        read_answers([written(tmp_path, "code,when,question,answer\na,before,threshold,a\n")])
