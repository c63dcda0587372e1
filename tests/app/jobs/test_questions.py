"""A question waits for its answer, for so long, and leaves nothing behind."""

from __future__ import annotations

import pytest

from app.jobs.questions import Questions


def test_an_answer_that_is_there_at_once() -> None:
    questions = Questions()

    def send(number: str) -> None:
        answer = questions.take(number)
        assert answer
        answer.set_result(7)

    assert questions.ask(send, 60) == 7
    assert len(questions) == 0


def test_no_answer_in_time_is_a_sentence() -> None:
    questions, numbers = Questions(), []
    with pytest.raises(ValueError, match="busy") as refused:
        questions.ask(numbers.append, 0.05)
    expected = "The trainer is busy and did not answer within 0.05 seconds; try again."
    assert str(refused.value) == expected
    assert len(questions) == 0
    assert questions.take(numbers[0]) is None  # an answer that comes too late


def test_all_questions_can_fail() -> None:
    questions = Questions()
    with pytest.raises(ValueError, match=r"^It is away\.$"):
        questions.ask(lambda _: questions.fail("It is away."), 60)


def test_a_question_that_cannot_be_sent_waits_for_nothing() -> None:
    questions = Questions()

    def send(_: str) -> None:
        raise ValueError("nobody there")

    with pytest.raises(ValueError, match="nobody there"):
        questions.ask(send, 60)
    assert len(questions) == 0
