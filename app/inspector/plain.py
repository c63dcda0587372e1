"""Names from a reader's own files, made safe for Markdown."""

from __future__ import annotations


def plain(name: str) -> str:
    """The name with every sign escaped that Markdown would read."""
    return "".join("\\" + sign if sign in "\\`*_{}[]<>()#+-.!|~$:" else sign for sign in name)
