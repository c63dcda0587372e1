"""Names of files and folders as text that can be written and printed.

A file system keeps bytes.  A name from an old disk or a foreign archive may be no UTF-8, and Python
then has signs in it that cannot be written to any file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def readable(name: str | Path) -> str:
    r"""The name with `\xeb` in the place of a byte that is no UTF-8, and `\n` of a line's end."""
    text = str(name).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f]", lambda sign: repr(sign[0])[1:-1], text)


def escaped(names: Iterable[str | Path]) -> str:
    """A sentence on the names that were written otherwise; nothing if none was."""
    other = [readable(name) for name in names if readable(name) != str(name)]
    if not other:
        return ""
    which = "1 name is" if len(other) == 1 else f"{len(other):,} names are"
    return f"{which} not UTF-8, or longer than a line, and written in the way of {other[0]}"
