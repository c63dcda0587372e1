"""A reader's answers as plain data: in the browser's memory, in a link, at the end of a file.

Of what comes back only answers that the lesson still knows are taken.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field

from app.course.outcome import ask_of
from app.course.understood import Plain, understood
from app.course.walk import SKIPPED, Answer, Step, Walk

LONGEST = 400_000  # characters of what is read back; all lessons with long reasons are half of it
_IN_FILE = re.compile(r"<!-- margins-and-mining ([A-Za-z0-9_=-]+) -->")
BROKEN = "These are no predictions of this course: a link or a file that the course made is needed."


@dataclass
class Kept:
    """What a reader did in one lesson."""

    answers: MutableMapping[Step, Answer] = field(default_factory=dict)
    reasons: MutableMapping[Step, str] = field(default_factory=dict)
    seen: set[Step] = field(default_factory=set)

    def plain(self, walk: Walk) -> Plain:
        """By addresses of steps, which a changed lesson may still have."""
        said = {walk.address(step): answer for step, answer in self.answers.items()}
        because = {walk.address(step): words for step, words in self.reasons.items() if words}
        seen = [walk.address(step) for step in walk.steps if step in self.seen]
        return {"said": said, "because": because, "seen": seen}

    def take(self, walk: Walk, plain: object) -> None:
        """Add what is known of some plain data; what this reader did here stays."""
        if not isinstance(plain, dict):
            return
        for address, answer in _entries(plain.get("said")):
            step = walk.find(address)
            if step and step not in self.answers and (known := known_answer(walk, step, answer)):
                self.answers[step] = known[0]
        for address, words in _entries(plain.get("because")):
            step = walk.find(address)
            if step and not self.reasons.get(step) and isinstance(words, str):
                self.reasons[step] = words[:300]
        seen = plain.get("seen")
        for address in seen if isinstance(seen, list) else ():
            if isinstance(address, str) and (step := walk.find(address)):
                self.seen.add(step)


def _entries(plain: object) -> list[tuple[str, object]]:
    return [(str(name), value) for name, value in plain.items()] if isinstance(plain, dict) else []


def known_answer(walk: Walk, step: Step, answer: object) -> tuple[Answer] | None:
    """The answer in a tuple of its own, because the first option is a zero; None if it is none."""
    part, ask = walk.part(step), ask_of(walk, step)
    if not (part.options or ask) or isinstance(answer, bool):
        return None
    if isinstance(answer, int) and SKIPPED <= answer < len(part.options):
        return (answer,)
    if answer == SKIPPED:
        return (SKIPPED,)
    if ask and ask.accepts(answer):
        assert isinstance(answer, list | tuple)
        return (tuple(map(float, answer)),)
    return None


def packed(plain: Mapping[str, Plain]) -> str:
    """Lessons by slug, as letters that an address may have."""
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=")


def unpacked(letters: str) -> dict[str, Plain]:
    """What `packed` packed.

    Raises:
        ValueError: it is something else.
    """
    if len(letters) > LONGEST:
        raise ValueError(BROKEN)
    try:
        inside = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
        reader = zlib.decompressobj()
        plain = json.loads(reader.decompress(inside, LONGEST))
    except (ValueError, zlib.error, RecursionError):
        raise ValueError(BROKEN) from None
    known = understood(plain)
    if known != plain:
        raise ValueError(BROKEN)
    return known


def file_end(plain: Mapping[str, Plain]) -> str:
    """The line with which a file of predictions ends, so that it can be read back."""
    return f"\n<!-- margins-and-mining {packed(plain)} -->\n"


def read_file(content: bytes) -> dict[str, Plain]:
    """The predictions in a file that ends so.

    Raises:
        ValueError: it does not.
    """
    found = _IN_FILE.search(content[: 10 * LONGEST].decode(errors="replace"))
    if not found:
        raise ValueError(BROKEN)
    return unpacked(found[1])
