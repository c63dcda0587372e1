"""The questionnaire: ten items with the misconception that each wrong answer reveals, and opinions.

Items and statements are in `items.toml` and `opinions.toml`.
"""

from __future__ import annotations

import functools
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
AGREEMENT = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")  # 1 to 5


@dataclass(frozen=True)
class Item:
    """A question of the test."""

    name: str
    lesson: int
    text: str
    right: str
    wrong: dict[str, str]  # the misconception that it reveals: what the option says

    @property
    def options(self) -> tuple[str, ...]:
        """All options, in an order that gives nothing away and is the same for everybody."""
        options = [self.right, *self.wrong.values()]
        random.Random(self.name).shuffle(options)
        return tuple(options)

    def option(self, letter: str) -> str:
        """The option of a letter.

        Raises:
            ValueError: there is no such option.
        """
        at = ord(letter) - ord("a") if len(letter) == 1 else -1
        if not 0 <= at < len(self.options):
            last = chr(ord("a") + len(self.options) - 1)
            raise ValueError(f"{self.name} has the options a to {last}, not {letter!r}.")
        return self.options[at]

    def reveals(self, letter: str) -> str:
        """The misconception behind the option of a letter; "" behind the right one.

        Raises:
            ValueError: there is no such option.
        """
        says = self.option(letter)
        return next((name for name, text in self.wrong.items() if text == says), "")

    @property
    def answer(self) -> str:
        """The letter of the right option."""
        return self.letter(self.right)

    def letter(self, option: str) -> str:
        """The letter of an option."""
        return chr(ord("a") + self.options.index(option))


@dataclass(frozen=True)
class Opinions:
    """What is asked after the course."""

    consent: str
    usability: tuple[str, ...]
    ranked_for: tuple[str, ...]


@functools.cache
def items() -> tuple[Item, ...]:
    """The test, in its order."""
    return tuple(Item(**item) for item in _read("items.toml")["items"])


@functools.cache
def opinions() -> Opinions:
    """The consent, the statements on usability, and what tools are ranked for."""
    found = _read("opinions.toml")
    return Opinions(found["consent"].strip(), tuple(found["usability"]), tuple(found["ranked_for"]))


def _read(name: str) -> dict:  # type: ignore[type-arg]  # TOML's values have no narrower type
    return tomllib.loads((HERE / name).read_text())
