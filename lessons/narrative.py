"""A lesson's narrative: Markdown, divided into questions, and each question into its parts.

The convention, and nothing else is added to Markdown:

    +++                             front matter, TOML: number, title, minutes
    ...
    +++
    # The names of things           a page to read: it has no parts

    # Which class is it?            a question
    Text, and a figure              shown together with the first part
    ## Predict                      a question to answer before anything is shown
    - [ ] an option                 a task list of options; [x] is the right one
      > the reply to a reader who chose it
    ## Play                         the outcome, beside the prediction
    ## Why                          the reason; there may be several, a step each
    ## Transfer                     another question in a changed setting, with options
    ## Answer                       the answer to it

    ![what is seen](figure:cliff)       alone on its line: the slot of a figure
    ![seen](figure:cliff?t=1..1.4..1.2) the same, set as this step wants it: t goes from 1 to 1.4,
                                        then to 1.2; a figure without settings stays as it was
    [move it](#cliff?t=1.4)             a remote control: a link that sets the figure in that slot
    [its own class]{own}                words in a mark's colour: own, rival, class-3, or a loss
    [40°]{cliff.angle}                  words that follow the figure in a slot, and can be dragged

A prediction can be drawn instead of chosen, where the figure has an ask of that name:

    ![what to draw](draw:cliff.border)
    - close
      > the reply to a drawing that is near enough; also: below, above, mixed

Numbers come from the lesson's result: the text is a Jinja template, `{{ full.softmax }}`.  A
sentence that says more than a number has a check beside it, `{{ check(a < b) }}`: if the result
says otherwise, the narrative cannot be read at all, and a test fails.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError
from markdown_it import MarkdownIt

from lessons.blocks import Drawing, Link, NarrativeError, Option, Slot, read_blocks

PARTS = ("Predict", "Play", "Why", "Transfer", "Answer")
PAGE = "Page"  # the only part of a page to read
RECALL = "Recall"  # a question of an earlier lesson, asked again
ASKING = ("Predict", "Transfer", RECALL)  # with options or a drawing
FENCE = "+++"

_markdown = MarkdownIt("commonmark")


@dataclass(frozen=True)
class Part:
    """The text of one step of a question."""

    kind: str  # PAGE, or a name in PARTS
    text: str
    slots: tuple[Slot, ...] = ()
    options: tuple[Option, ...] = ()
    drawing: Drawing | None = None  # a prediction that is drawn instead of chosen
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question, from its prediction to the answer of its transfer; or a page to read."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class FrontMatter:
    """What the course shows of a lesson before it is opened."""

    number: int  # of the lesson in the course
    title: str
    minutes: int  # to read it


@dataclass(frozen=True)
class Narrative:
    """The whole text."""

    number: int
    title: str
    minutes: int
    questions: tuple[Question, ...]

    def parts(self) -> Iterator[Part]:
        """All parts of all questions, in order."""
        for question in self.questions:
            yield from question.parts


def front_matter(source: str) -> FrontMatter:
    """Read the front matter alone, without the numbers of the result.

    Raises:
        NarrativeError: it is missing, no TOML, or incomplete.
    """
    settings = _split(source)[0]
    try:
        return FrontMatter(settings["number"], settings["title"], settings["minutes"])
    except KeyError as error:
        raise NarrativeError(f"The front matter lacks {error}.") from None


def parse(source: str, numbers: Mapping[str, Any]) -> Narrative:
    """Read a narrative with the numbers of its result.

    Raises:
        NarrativeError: it breaks the convention, needs a number that does not exist, or a
            checked sentence does not hold.
    """
    filled = _filled(source, numbers)
    about = front_matter(filled)
    (_, before), *questions = _sections(_split(filled)[1].splitlines(), "h1")
    if not questions or any(line.strip() for line in before):
        raise NarrativeError("The text begins with a heading of the first level.")
    return Narrative(
        number=about.number,
        title=about.title,
        minutes=about.minutes,
        questions=tuple(_question(title, lines) for title, lines in questions),
    )


def parse_recall(source: str, numbers: Mapping[str, Any]) -> tuple[Question, ...]:
    """Read the questions that later lessons ask again: one after this lesson, one three after.

    Each is a heading of the first level, a text, and options; nothing is locked by them.

    Raises:
        NarrativeError: it breaks the convention, as `parse`.
    """
    (_, before), *sections = _sections(_filled(source, numbers).splitlines(), "h1")
    if len(sections) != 2 or any(line.strip() for line in before):
        raise NarrativeError("There are two questions to be asked again: the next, and later.")
    return tuple(Question(title, (_part(RECALL, lines),)) for title, lines in sections)


def _filled(source: str, numbers: Mapping[str, Any]) -> str:
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    try:
        return environment.from_string(source).render(numbers, check=_check)
    except TemplateError as error:
        raise NarrativeError(f"The narrative cannot be filled in: {error}.") from None


def _check(holds: object) -> str:
    """Return no text if the sentence that follows holds."""
    if not holds:
        raise NarrativeError("The narrative says otherwise than the stored result.")
    return ""


def _split(source: str) -> tuple[dict[str, Any], str]:
    parts = source.split(f"{FENCE}\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise NarrativeError(f"A narrative begins with TOML between two lines {FENCE}.")
    try:
        return tomllib.loads(parts[1]), parts[2]
    except tomllib.TOMLDecodeError as error:
        raise NarrativeError(f"The front matter is not TOML: {error}.") from None


def _sections(lines: list[str], tag: str) -> list[tuple[str, list[str]]]:
    """The lines before the first heading of this level, then each heading with its lines."""
    tokens = _markdown.parse("\n".join(lines))
    heads: list[tuple[int, int, str]] = [
        (token.map[0], token.map[1], tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == tag and token.map
    ]
    begins = [(0, ""), *((end, title) for _, end, title in heads)]
    ends = [*(start for start, _, _ in heads), len(lines)]
    return [(title, lines[begin:end]) for (begin, title), end in zip(begins, ends, strict=True)]


def _question(title: str, lines: list[str]) -> Question:
    (_, before), *sections = _sections(lines, "h2")
    if not sections:
        return Question(title, (_part(PAGE, before),))
    kinds = [kind for kind, _ in sections]
    once = tuple(kind for at, kind in enumerate(kinds) if kind != "Why" or kinds[at - 1] != "Why")
    if once != PARTS:
        raise NarrativeError(
            f"The question {title!r} must have the parts {', '.join(PARTS)}, in this order, and "
            f"has {', '.join(kinds)}."
        )
    first, *others = sections
    parts = [_part(first[0], [*before, "", *first[1]])]
    return Question(title, (*parts, *(_part(kind, inside) for kind, inside in others)))


def _part(kind: str, lines: list[str]) -> Part:
    blocks = read_blocks(_markdown.parse("\n".join(lines)), lines)
    asked = bool(blocks.options) + bool(blocks.drawing)
    if bool(asked) != (kind in ASKING):
        has = "has options or a drawing" if asked else "has no options and no drawing"
        raise NarrativeError(f"A part {kind} {has} in it: {', '.join(ASKING)} ask.")
    if asked > 1:
        raise NarrativeError(f"A part {kind} asks for an option or for a drawing, not for both.")
    if blocks.options and sum(option.right for option in blocks.options) != 1:
        raise NarrativeError(f"Of the options of a part {kind} exactly one is right.")
    return Part(kind, blocks.text, blocks.slots, blocks.options, blocks.drawing, blocks.links)
