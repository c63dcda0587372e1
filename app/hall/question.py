"""A question of a lesson as the hall asks it: on a student's page, on the wall, and its outcome.

It is the lesson's own: the same options, the same drawing in the same figure, the same replies.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.course.chart import chart_message
from app.course.kept import known_answer
from app.course.live import message
from app.course.outcome import outcome
from app.course.text import html_of
from app.course.understood import Plain
from app.course.walk import SKIPPED, Answer, Step, Walk, settings_of
from lessons.course import COURSE, Course, open_lesson
from lessons.figure import Chart, Live
from lessons.narrative import ASKING, RECALL

DIGITS = 6  # of a drawn value on the wall


@dataclass(frozen=True, eq=False)
class Asked:
    """A step of a lesson that asks."""

    walk: Walk
    step: Step

    def known(self, given: object) -> Answer | None:
        """What somebody sent as an answer; None if it is none to this question."""
        known = known_answer(self.walk, self.step, given)
        return None if known is None or known[0] == SKIPPED else known[0]

    @functools.cached_property
    def for_students(self) -> str:
        """The question on a student's page, as JSON: with the figure only if it is drawn in."""
        part = self.walk.part(self.step)
        figures = self._figures(self.step, dark=False) if part.drawing else []
        drawn = [figure for figure in figures if figure.get("ask")]
        return json.dumps(self._text(self.step) | {"figures": drawn})

    def for_wall(self, dark: bool) -> str:
        """The question and its outcome on the wall, as JSON, with charts in the page's colours."""
        return self._on_dark_wall if dark else self._on_light_wall

    @functools.cached_property
    def _on_light_wall(self) -> str:
        return self._on_wall(dark=False)

    @functools.cached_property
    def _on_dark_wall(self) -> str:
        return self._on_wall(dark=True)

    def _on_wall(self, *, dark: bool) -> str:
        part, onward = self.walk.part(self.step), self._outcome_step
        shown = self._text(self.step) | {
            "figures": self._figures(self.step, dark=dark),
            "outcome": {
                "text": html_of(self.walk.part(onward).text) if onward else "",
                "figures": self._figures(onward, dark=dark) if onward else [],
                "replies": [html_of(option.reply) for option in part.options],
                "right": [option.right for option in part.options],
            },
            "lesson": f"/lessons?lesson={self.walk.lesson.slug}"
            f"&at={self.walk.address(onward or self.step)}&present=true",
        }
        return json.dumps(shown)

    def outcome_for(self, answer: Answer | None) -> Plain:
        """The outcome for a student who has answered so; None: who has not."""
        found = outcome(self.walk, self.step, {} if answer is None else {self.step: answer})
        return {
            "said": html_of(found.said),
            "came": html_of(found.came),
            "reply": html_of(found.reply),
            "right": found.right,
            "figures": self._drawn_outcome,
        }

    @functools.cached_property
    def _drawn_outcome(self) -> list[Plain]:
        onward = self._outcome_step
        figures = self._figures(onward, dark=False) if onward else []
        return [figure for figure in figures if figure.get("ask")]

    def summed(self, answers: Sequence[Answer]) -> list[Any]:
        """All answers for the wall: how many chose each option, or what each drew."""
        options = self.walk.part(self.step).options
        if options:
            return [sum(answer == at for answer in answers) for at in range(len(options))]
        return [
            [float(f"{value:.{DIGITS}g}") for value in answer]
            for answer in answers
            if isinstance(answer, tuple)
        ]

    @property
    def _outcome_step(self) -> Step | None:
        """The step that shows the outcome; a question of an earlier lesson has none."""
        if self.walk.part(self.step).kind == RECALL:
            return None
        return self.walk.onward(self.step)

    def _text(self, step: Step) -> Plain:
        part, place = self.walk.part(step), self.walk.asked_in(step)
        return {
            "title": self.walk.question(step).title,
            "from": f"From lesson {place.number}" if place else "",
            "text": html_of(part.text),
            "options": [html_of(option.words) for option in part.options],
            "drawn": part.drawing.words if part.drawing else "",
        }

    def _figures(self, step: Step, *, dark: bool) -> list[Plain]:
        """The figures of a step, those that a plain page can show: all but runs on the stage."""
        walk, lesson = self.walk, self.walk.lesson
        asked = walk.drawing_before(step)
        found: list[Plain] = []
        for slot in walk.slots(step):
            figure = lesson.figures[slot.name]
            if not isinstance(figure, Live | Chart):
                continue
            known: Plain = {
                "at": f"{lesson.slug}/{walk.address(step)}",
                "settings": settings_of(walk, step, slot, figure),
                "alternative": slot.words,
                "file": f"{lesson.slug}-{slot.name}",
            }
            if isinstance(figure, Live):
                ask = asked[1].ask if asked and asked[1].slot == slot.name else ""
                ghost = asked is not None and asked[0] != step
                found.append(message(figure, slot=slot.name, ask=ask, ghost=ghost, **known))
            else:
                chart = chart_message(lesson, slot.name, figure, dark=dark, large=False)
                found.append(chart | known | {"island": ""})
        return found


@dataclass(frozen=True, eq=False)
class Programme:
    """The questions of a lesson."""

    slug: str
    number: int
    title: str
    questions: tuple[Asked, ...]


@functools.lru_cache(maxsize=32)
def programme(slug: str, course: Course = COURSE) -> Programme:
    """What the hall asks of a lesson: all that it asks, in its order.

    Raises:
        ValueError: there is no such lesson, or it cannot be read.
    """
    lesson = open_lesson(slug, course)
    walk = Walk.of(lesson, course.asked_again(lesson.narrative.number))
    questions = tuple(Asked(walk, step) for step in walk.steps if walk.part(step).kind in ASKING)
    return Programme(slug, lesson.narrative.number, lesson.narrative.title, questions)
