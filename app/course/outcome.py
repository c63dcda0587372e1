"""What a reader said of a step beside what came out: in words, and as a Markdown file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.course.walk import SKIPPED, Answer, Step, Walk, right
from lessons.ask import CLOSE, Ask
from lessons.figure import Live
from lessons.narrative import ASKING


@dataclass(frozen=True)
class Outcome:
    """A prediction and its outcome, in words."""

    said: str  # empty if it was skipped
    came: str
    reply: str
    right: bool


def ask_of(walk: Walk, step: Step) -> Ask | None:
    """What is to be drawn at a step."""
    drawing = walk.part(step).drawing
    if not drawing:
        return None
    figure = walk.lesson.figures[drawing.slot]
    assert isinstance(figure, Live)
    return figure.asks[drawing.ask]


def outcome(walk: Walk, step: Step, answers: Mapping[Step, Answer]) -> Outcome:
    """The outcome of a question that was answered or skipped."""
    part, ask = walk.part(step), ask_of(walk, step)
    if ask and part.drawing:
        drawn, replies = walk.drawn(step, answers), part.drawing.replies
        if drawn is None:
            return Outcome("", "see the figure", "", False)  # all replies speak to a drawing
        verdict = ask.verdict(drawn)
        words = f"{'marked' if ask.marks else 'drawn'}, {ask.words(drawn)}"
        return Outcome(words, "see the figure", replies.get(verdict, ""), verdict == CLOSE)
    option, correct = walk.chosen(step, answers), right(part)
    shown = option or correct
    return Outcome(option.words if option else "", correct.words, shown.reply, option is correct)


def tally(walk: Walk, answers: Mapping[Step, Answer]) -> tuple[int, int]:
    """How many answers were right, and how many were given."""
    given = [
        outcome(walk, step, answers)
        for step in walk.steps
        if walk.part(step).kind in ASKING and answers.get(step, SKIPPED) != SKIPPED
    ]
    return sum(found.right for found in given), len(given)


def predictions(walk: Walk, answers: Mapping[Step, Answer], reasons: Mapping[Step, str]) -> str:
    """All predictions beside the outcomes, as Markdown, for the reader to keep."""
    lines = [f"# {walk.lesson.narrative.title}", ""]
    for step in walk.steps:
        part = walk.part(step)
        if part.kind not in ASKING or step not in answers:
            continue
        found = outcome(walk, step, answers)
        lines += [f"## {walk.question(step).title}: {part.kind.lower()}", "", part.text, ""]
        lines += [f"* I said: {found.said or 'nothing'}"]
        if reasons.get(step):
            lines += [f"* Because: {' '.join(reasons[step].split())}"]
        lines += [f"* It is: {found.came}", ""]
    return "\n".join(lines)
