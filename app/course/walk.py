"""The steps of a lesson in a line, and which of them are locked."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from lessons.lesson import Lesson
from lessons.narrative import ASKING, Option, Part, Question, Slot

#: The label of the button that goes on, by the kind of the step that it leads to.
ONWARD = {"Play": "Play", "Answer": "Answer"}
SKIPPED = -1  # instead of the index of an option


@dataclass(frozen=True)
class Step:
    """A part of a question; both are indices."""

    question: int
    part: int


#: Index of the chosen option, by step; SKIPPED if the reader skipped the question.
Answers = MutableMapping[Step, int]


@dataclass(frozen=True)
class Walk:
    """The steps of a lesson in a line."""

    lesson: Lesson
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, lesson: Lesson) -> Walk:
        """All parts of all questions."""
        return cls(
            lesson,
            tuple(
                Step(q, p)
                for q, question in enumerate(lesson.narrative.questions)
                for p in range(len(question.parts))
            ),
        )

    def question(self, step: Step) -> Question:
        """The question of a step."""
        return self.lesson.narrative.questions[step.question]

    def part(self, step: Step) -> Part:
        """The text of a step."""
        return self.question(step).parts[step.part]

    def slots(self, step: Step) -> tuple[Slot, ...]:
        """The figures at a step: its own, or the last ones before it in its question."""
        parts = self.question(step).parts
        shown = [parts[at].slots for at in range(step.part, -1, -1) if parts[at].slots]
        return shown[0] if shown else ()

    def address(self, step: Step) -> str:
        """In the address of the page: "2.play"."""
        return f"{step.question + 1}.{self.part(step).kind.lower()}"

    def find(self, address: str) -> Step | None:
        """The step of an address, or None if there is no such step."""
        return next((step for step in self.steps if self.address(step) == address), None)

    def onward(self, step: Step) -> Step | None:
        """The next step; None at the last."""
        at = self.steps.index(step) + 1
        return self.steps[at] if at < len(self.steps) else None

    def back(self, step: Step) -> Step | None:
        """The step before; None at the first."""
        at = self.steps.index(step)
        return self.steps[at - 1] if at else None

    def asked_before(self, step: Step) -> Step | None:
        """The step whose question this step answers: a prediction, or a transfer."""
        kind = self.part(step).kind
        if kind not in ONWARD:
            return None
        return Step(step.question, step.part - 1)

    def locked(self, step: Step, answers: Mapping[Step, int]) -> bool:
        """Whether the steps after this step wait for an answer to it."""
        return self.part(step).kind in ASKING and step not in answers

    def reachable(self, step: Step, answers: Mapping[Step, int]) -> Step:
        """The step itself, or the first step of its question that still waits for an answer."""
        for part in range(step.part):
            earlier = Step(step.question, part)
            if self.locked(earlier, answers):
                return earlier
        return step

    def chosen(self, step: Step, answers: Mapping[Step, int]) -> Option | None:
        """The option chosen at a step; None if the reader chose none or skipped."""
        at = answers.get(step, SKIPPED)
        return None if at == SKIPPED else self.part(step).options[at]

    def predictions(self, answers: Mapping[Step, int], reasons: Mapping[Step, str]) -> str:
        """All predictions beside the outcomes, as Markdown, for the reader to keep."""
        lines = [f"# {self.lesson.narrative.title}", ""]
        for step in self.steps:
            part = self.part(step)
            if part.kind not in ASKING or step not in answers:
                continue
            option = self.chosen(step, answers)
            lines += [f"## {self.question(step).title}: {part.kind.lower()}", "", part.text, ""]
            lines += [f"* I said: {option.words if option else 'nothing'}"]
            if reasons.get(step):
                lines += [f"* Because: {' '.join(reasons[step].split())}"]
            lines += [f"* It is: {right(part).words}", ""]
        return "\n".join(lines)


def right(part: Part) -> Option:
    """The right option of a part."""
    return next(option for option in part.options if option.right)
