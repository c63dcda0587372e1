"""A narrative's text as HTML without a server: Markdown, formulas as MathML, coloured words."""

from __future__ import annotations

import re

from latex2mathml.converter import convert
from markdown_it import MarkdownIt

from app.course.words import marked

_MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+(?:\n[^$\n]+)*?)\$", re.DOTALL)
_markdown = MarkdownIt("commonmark", {"html": True})


def html_of(text: str) -> str:
    """The text as HTML.  It is the course's own; nothing of a reader is in it."""
    formulas: list[str] = []

    def kept(match: re.Match[str]) -> str:
        display = match[1] is not None
        formulas.append(convert(match[1] or match[2], display="block" if display else "inline"))
        mark = f"FORMULA{len(formulas) - 1}X"
        return f"\n\n{mark}\n\n" if display else mark

    made = _markdown.render(marked(_MATH.sub(kept, text)))
    return re.sub(r"FORMULA(\d+)X", lambda match: formulas[int(match[1])], made)
