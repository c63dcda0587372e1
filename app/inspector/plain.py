"""Names from a reader's own files, made safe to stand in a sentence."""

from __future__ import annotations


def plain(name: str) -> str:
    """A name with nothing in it that Markdown would read."""
    return "".join("\\" + sign if sign in "\\`*_{}[]<>()#+-.!|~$:" else sign for sign in name)
