"""Which part of an address is the opening's own.

The opening is the page without a path.  The Playground was there before, so an address without a
path that asks for anything else still opens the Playground.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Keys of the opening; all others are the Playground's.
OWN_KEYS = frozenset({"scene", "present", "projector"})
#: How the names of the opening's controls begin.
OWN_NAMES = "opening"


def asks_for_the_playground(address: Mapping[str, str]) -> bool:
    """Whether an address without a path asks for what only the Playground has."""
    for key in address.keys() - OWN_KEYS:
        names = [name for name in address[key].split(",") if name]
        hides_own = key == "hide" and all(name.startswith(OWN_NAMES) for name in names)
        if not hides_own:
            return True
    return False
