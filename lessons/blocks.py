"""The blocks of a part: slots of figures, options, predictions to draw, and remote controls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from markdown_it.token import Token

from lessons.ask import VERDICTS

FIGURE, DRAW = "figure:", "draw:"
_BOXES = {"[ ] ": False, "[x] ": True}


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
    """The place of a figure, and what it is set to there.

    A setting "20..100..55" is played: from 20 to 100, then to 55.  Several play together.
    """

    name: str
    words: str  # alternative text, for those who cannot see the figure
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawing:
    """A prediction that is drawn in a figure."""

    slot: str
    ask: str  # which of the figure's asks
    words: str
    replies: Mapping[str, str] = field(default_factory=dict)  # by verdict


@dataclass(frozen=True)
class Link:
    """A remote control."""

    slot: str
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Blocks:
    """What a part has beside its text, and the lines that are none of it."""

    text: str
    slots: tuple[Slot, ...]
    options: tuple[Option, ...]
    drawing: Drawing | None
    links: tuple[Link, ...]


def read_blocks(tokens: Sequence[Token], lines: list[str]) -> Blocks:
    """The blocks among the tokens of some lines.

    Raises:
        NarrativeError: a picture is no slot, or there are two predictions to draw.
    """
    slots: list[Slot] = []
    options: list[Option] = []
    drawn: list[Drawing] = []
    replies: dict[str, str] = {}
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        if token.level or not token.map:
            continue
        if token.type == "paragraph_open" and (found := _picture(tokens[at + 1])):
            if isinstance(found, Slot):
                slots.append(found)
            else:
                drawn.append(found)
        elif token.type == "bullet_list_open" and (items := _items(tokens, at)):
            if all(words in VERDICTS for words, _ in items):
                replies |= dict(items)
            elif all(words[:4] in _BOXES for words, _ in items):
                options += [
                    Option(words[4:].strip(), _BOXES[words[:4]], reply) for words, reply in items
                ]
            else:
                continue
        else:
            continue
        taken.update(range(*token.map))
    if len(drawn) > 1 or (replies and not drawn):
        raise NarrativeError("A part asks for one drawing, and replies belong to one.")
    drawing = Drawing(drawn[0].slot, drawn[0].ask, drawn[0].words, replies) if drawn else None
    text = "\n".join(line for at, line in enumerate(lines) if at not in taken).strip()
    return Blocks(text, tuple(slots), tuple(options), drawing, tuple(_links(tokens)))


def _picture(inline: Token) -> Slot | Drawing | None:
    children = inline.children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    address, words = str(children[0].attrs["src"]), children[0].content
    name, _, settings = address.partition("?")
    if name.startswith(FIGURE):
        return Slot(name.removeprefix(FIGURE), words, dict(parse_qsl(settings)))
    if name.startswith(DRAW) and "." in name:
        slot, _, ask = name.removeprefix(DRAW).partition(".")
        return Drawing(slot, ask, words)
    raise NarrativeError(
        f"A picture is a slot, {FIGURE}name, or a drawing, {DRAW}slot.ask, not {address!r}."
    )


def _items(tokens: Sequence[Token], at: int) -> list[tuple[str, str]]:
    """The words of each item of the list that opens at a token, and the quotation below them."""
    items = []
    for start, token in enumerate(tokens[at : _end(tokens, at)], at):
        if token.type != "list_item_open" or token.level != 1 or not token.map:
            continue
        begin, end = token.map
        if tokens[start + 1].type != "paragraph_open":
            return []
        words = tokens[start + 2].content
        reply = " ".join(
            token.content
            for token in tokens[start + 3 :]
            if token.map and begin <= token.map[0] < end and token.type == "inline"
        )
        items.append((" ".join(words.split(" ")).replace("\n", " "), " ".join(reply.split())))
    return items


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the list that opens at a token closes."""
    return next(
        place
        for place, token in enumerate(tokens[at:], at)
        if token.type == "bullet_list_close" and token.level == tokens[at].level
    )


def _links(tokens: Sequence[Token]) -> Iterator[Link]:
    for token in tokens:
        for child in token.children or []:
            address = str(child.attrs.get("href", ""))
            if child.type == "link_open" and address.startswith("#") and "?" in address:
                slot, _, settings = address.removeprefix("#").partition("?")
                yield Link(slot, dict(parse_qsl(settings)))
