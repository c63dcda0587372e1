"""Names of classes from a file, cut to a length that a picture and a table can hold."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60  # characters


def cut(names: Iterable[str], longest: int = LONGEST) -> tuple[str, ...]:
    """The same names in the same order, none longer than `longest`, and all different.

    Of names that begin alike, those that were cut get a number: `…2`.
    """
    given = tuple(names)
    taken = {name for name in given if len(name) <= longest}
    short = []
    for name in given:
        number, shown = 1, name
        while len(shown) > longest or (shown is not name and shown in taken):
            end = "…" if number == 1 else f"…{number}"
            shown = name[: longest - len(end)] + end
            number += 1
        taken.add(shown)
        short.append(shown)
    return tuple(short)
