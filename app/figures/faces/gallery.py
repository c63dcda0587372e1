"""Pictures with words below them, as HTML that wraps to the width there is.

The pictures are part of the page, so nothing is fetched; all words are escaped.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass

PICTURE_PIXELS = 88
MARKED = "var(--st-primary-color,#1B6CA8)"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as JPEG, and what it shows in words."""

    jpeg: bytes
    alt: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """Pictures that belong together, a line of words below each, and lines below all."""

    pictures: Sequence[Picture]
    below: Sequence[str]  # a line for each picture
    lines: Sequence[str]
    frame: str = "transparent"  # the colour around it


def gallery(cards: Sequence[Card], label: str) -> str:
    """All cards; `label` says what they are, for those who cannot see them."""
    inside = "".join(_card(card) for card in cards)
    return (
        f'<div role="list" aria-label="{html.escape(label)}" '
        f'style="display:flex;flex-wrap:wrap;gap:0.75rem">{inside}</div>'
    )


def _card(card: Card) -> str:
    pictures = "".join(
        f'<figure style="margin:0;width:{PICTURE_PIXELS}px">{_picture(picture)}'
        f'<figcaption style="font-size:0.75rem;line-height:1.2;overflow-wrap:anywhere">'
        f"{html.escape(words)}</figcaption></figure>"
        for picture, words in zip(card.pictures, card.below, strict=True)
    )
    lines = "".join(f"<div>{html.escape(line)}</div>" for line in card.lines)
    width = len(card.pictures) * (PICTURE_PIXELS + 6) + 10
    return (
        f'<div role="listitem" style="width:{width}px;border:2px solid {html.escape(card.frame)};'
        f'border-radius:8px;padding:4px"><div style="display:flex;gap:6px">{pictures}</div>'
        f'<div style="font-size:0.85rem;line-height:1.3;margin-top:2px;overflow-wrap:anywhere">'
        f"{lines}</div></div>"
    )


def _picture(picture: Picture) -> str:
    content = base64.b64encode(picture.jpeg).decode()
    return (
        f'<img src="data:image/jpeg;base64,{content}" alt="{html.escape(picture.alt)}" '
        f'width="{PICTURE_PIXELS}" height="{PICTURE_PIXELS}" '
        'style="border-radius:4px;display:block;object-fit:cover">'
    )
