"""The steps of a lesson in a line, and which of them are locked."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from lessons.blocks import Drawing, Option, Slot
from lessons.course import Place
from lessons.figure import Chart, Live
from lessons.lesson import Lesson
from lessons.narrative import ASKING, RECALL, Part, Question

#: The label of the button that goes on, by the kind of the step that it leads to.
ONWARD = {"Play": "Play", "Answer": "Answer"}
SKIPPED = -1  # instead of the index of an option

#: The index of an option, SKIPPED, or what was drawn.
Answer = int | tuple[float, ...]


@dataclass(frozen=True)
class Step:
    """A part of a question; both are indices."""

    question: int
    part: int


Answers = MutableMapping[Step, Answer]


@dataclass(frozen=True)
class Walk:
    """The steps of a lesson in a line: questions of earlier lessons, then its own."""

    lesson: Lesson
    steps: tuple[Step, ...]
    before: tuple[tuple[Place, Question], ...] = ()  # asked again, with where they come from
    questions: tuple[Question, ...] = field(default=())

    @classmethod
    def of(cls, lesson: Lesson, before: Sequence[tuple[Place, Question]] = ()) -> Walk:
        """All parts of all questions."""
        questions = (*(question for _, question in before), *lesson.narrative.questions)
        steps = tuple(
            Step(q, p) for q, question in enumerate(questions) for p in range(len(question.parts))
        )
        return cls(lesson, steps, tuple(before), questions)

    def question(self, step: Step) -> Question:
        """The question of a step."""
        return self.questions[step.question]

    def part(self, step: Step) -> Part:
        """The text of a step."""
        return self.question(step).parts[step.part]

    def asked_in(self, step: Step) -> Place | None:
        """The earlier lesson whose question is asked again."""
        return self.before[step.question][0] if step.question < len(self.before) else None

    def slots(self, step: Step) -> tuple[Slot, ...]:
        """The figures at a step: its own, or the last ones before it in its question."""
        parts = self.question(step).parts
        shown = [own for at in range(step.part, -1, -1) if (own := _own_slots(parts[at]))]
        return shown[0] if shown else ()

    def sets(self, step: Step) -> bool:
        """Whether a step sets its figures, or leaves them as they are."""
        return bool(_own_slots(self.part(step)))

    def address(self, step: Step) -> str:
        """In the address of the page: "2.play"; of a question asked again "again-1.recall"."""
        parts, kind = self.question(step).parts, self.part(step).kind
        same = sum(part.kind == kind for part in parts[: step.part])
        name = kind.lower() + (f"-{same + 1}" if same else "")
        own = step.question - len(self.before)
        return f"again-{step.question + 1}.{name}" if own < 0 else f"{own + 1}.{name}"

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

    def first_spread(self) -> Step | None:
        """The first step of the lesson whose text has a "±"; None without."""
        own = self.steps[sum(len(question.parts) for _, question in self.before) :]
        return next((step for step in own if "±" in self.part(step).text), None)

    def drawing_before(self, step: Step) -> tuple[Step, Drawing] | None:
        """The drawing that a step asks for, or shows beside the outcome, and where it is asked."""
        asked = self.asked_before(step) or step
        drawing = self.part(asked).drawing
        return (asked, drawing) if drawing else None

    def locked(self, step: Step, answers: Mapping[Step, Answer]) -> bool:
        """Whether the steps after this step wait for an answer to it."""
        kind = self.part(step).kind
        return kind in ASKING and kind != RECALL and step not in answers

    def reachable(self, step: Step, answers: Mapping[Step, Answer]) -> Step:
        """The step itself, or the first step of its question that still waits for an answer."""
        for part in range(step.part):
            earlier = Step(step.question, part)
            if self.locked(earlier, answers):
                return earlier
        return step

    def chosen(self, step: Step, answers: Mapping[Step, Answer]) -> Option | None:
        """The option chosen at a step; None if the reader chose none or skipped."""
        at = answers.get(step, SKIPPED)
        options = self.part(step).options
        return options[at] if isinstance(at, int) and 0 <= at < len(options) else None

    def drawn(self, step: Step, answers: Mapping[Step, Answer]) -> tuple[float, ...] | None:
        """What was drawn at a step; None if nothing was."""
        answer = answers.get(step)
        return answer if isinstance(answer, tuple) else None


def right(part: Part) -> Option:
    """The right option of a part."""
    return next(option for option in part.options if option.right)


def settings_of(walk: Walk, step: Step, slot: Slot, figure: Live | Chart) -> dict[str, str] | None:
    """What a step sets in a figure; its tour unless the slot says otherwise; None: it stays."""
    if not walk.sets(step):
        return None
    if slot.settings:
        return dict(slot.settings)
    drawing = walk.part(step).drawing
    return {} if drawing and drawing.slot == slot.name else dict(parse_qsl(figure.tour))


def _own_slots(part: Part) -> tuple[Slot, ...]:
    if part.drawing:
        others = (slot for slot in part.slots if slot.name != part.drawing.slot)
        return (*others, Slot(part.drawing.slot, part.drawing.words))
    return part.slots
