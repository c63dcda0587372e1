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
    ## Why                          the reason
    ## Transfer                     another question in a changed setting, with options
    ## Answer                       the answer to it

    ![what is seen](figure:cliff)   alone on its line: the slot of a figure
    [move it](#cliff?t=1.4)         a remote control: a link that sets the figure in that slot

Numbers come from the lesson's result: the text is a Jinja template, `{{ full.softmax }}`.  A
sentence that says more than a number has a check beside it, `{{ check(a < b) }}`: if the result
says otherwise, the narrative cannot be read at all, and a test fails.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, StrictUndefined, TemplateError
from markdown_it import MarkdownIt
from markdown_it.token import Token

PARTS = ("Predict", "Play", "Why", "Transfer", "Answer")
PAGE = "Page"  # the only part of a page to read
ASKING = ("Predict", "Transfer")  # with options; the next part is locked until one is chosen
FENCE = "+++"
FIGURE = "figure:"
_BOXES = {"[ ] ": False, "[x] ": True}

_markdown = MarkdownIt("commonmark")


class NarrativeError(ValueError):
    """The narrative breaks the convention, or contradicts the stored result."""


@dataclass(frozen=True)
class Option:
    """An answer to choose."""

    words: str
    right: bool
    reply: str  # to a reader who chose it


@dataclass(frozen=True)
class Slot:
    """The place of a figure."""

    name: str
    words: str  # alternative text, for those who cannot see the figure


@dataclass(frozen=True)
class Link:
    """A remote control."""

    slot: str
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """The text of one step of a question."""

    kind: str  # PAGE, or a name in PARTS
    text: str
    slots: tuple[Slot, ...] = ()
    options: tuple[Option, ...] = ()
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
    kinds = tuple(kind for kind, _ in sections)
    if kinds != PARTS:
        raise NarrativeError(
            f"The question {title!r} must have the parts {', '.join(PARTS)}, in this order, and "
            f"has {', '.join(kinds)}."
        )
    first, *others = sections
    parts = [_part(first[0], [*before, "", *first[1]])]
    return Question(title, (*parts, *(_part(kind, inside) for kind, inside in others)))


def _part(kind: str, lines: list[str]) -> Part:
    tokens = _markdown.parse("\n".join(lines))
    slots: list[Slot] = []
    options: list[Option] = []
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        if token.level or not token.map:
            continue
        if token.type == "paragraph_open" and (slot := _slot(tokens[at + 1])):
            slots.append(slot)
        elif token.type == "bullet_list_open" and (found := _options(tokens, at, lines)):
            options += found
        else:
            continue
        taken.update(range(*token.map))
    if bool(options) != (kind in ASKING):
        raise NarrativeError(
            f"A part {kind} has {'no ' if not options else ''}options in it: {ASKING} ask."
        )
    if options and sum(option.right for option in options) != 1:
        raise NarrativeError(f"Of the options of a part {kind} exactly one is right.")
    text = "\n".join(line for at, line in enumerate(lines) if at not in taken).strip()
    return Part(kind, text, tuple(slots), tuple(options), tuple(_links(tokens)))


def _slot(inline: Token) -> Slot | None:
    children = inline.children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    address = str(children[0].attrs["src"])
    if not address.startswith(FIGURE):
        raise NarrativeError(f"A picture is a slot, {FIGURE}name, not {address!r}.")
    return Slot(address.removeprefix(FIGURE), children[0].content)


def _options(tokens: list[Token], at: int, lines: list[str]) -> list[Option]:
    """The options of a task list; none if it is a list of another kind."""
    options = []
    items = [
        (start, token.map)
        for start, token in enumerate(tokens[at:], at)
        if token.type == "list_item_open" and token.level == 1 and token.map
        and start < _end(tokens, at)
    ]  # fmt: skip
    for start, (begin, end) in items:
        words = tokens[start + 2].content
        box = words[:4]
        if box not in _BOXES:
            return []
        reply = "\n".join(
            token.content
            for token in tokens[start + 3 :]
            if token.map and begin <= token.map[0] < end and token.type == "inline"
        )
        options.append(Option(" ".join(words[4:].split()), _BOXES[box], " ".join(reply.split())))
    return options


def _end(tokens: list[Token], at: int) -> int:
    """Where the list that opens at a token closes."""
    return next(
        place
        for place, token in enumerate(tokens[at:], at)
        if token.type == "bullet_list_close" and token.level == tokens[at].level
    )


def _links(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        for child in token.children or []:
            address = str(child.attrs.get("href", ""))
            if child.type == "link_open" and address.startswith("#") and "?" in address:
                slot, _, settings = address.removeprefix("#").partition("?")
                yield Link(slot, dict(parse_qsl(settings)))
