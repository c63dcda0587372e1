"""A row of small pictures that change with a variable, and a share below each if there is one.

Its readings: the variable, and the share below each picture by its key, in percent.

V: values of the variable, M: pictures in the row, H: height, W: width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lessons.figure import Code, Live, Says
from lessons.kinds.curves import short
from lessons.variable import Variable


def portraits(
    *,
    pictures_VMHW: np.ndarray,
    shares_VM: np.ndarray | None = None,
    names: Sequence[str],
    keys: Sequence[str],
    words: str,
    variable: Variable,
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    full: float = 1.0,
    roles: Sequence[str] = (),
    **settings: Any,
) -> Live:
    """The figure.

    Args:
        pictures_VMHW: grey values 0 to 255; between two values of the variable they fade.
        shares_VM: 0 to `full`, drawn as a bar below each picture; None for no bars.
        names: of the pictures; the first is the one that the others are compared with.
        keys: of their shares, in sentences.
        words: what the shares are.
        variable: it has only some values, one for each row of pictures.
        tour, says, reading, code: as in `Live`.
        full: the share at which a bar is full.
        roles: the colours of pictures and bars, as of a `Line`; else the first is "own", the
            others are "rival".
        settings: of `Live`.

    Raises:
        ValueError: there is no row of pictures for each value of the variable.
    """
    values, count, height, width = pictures_VMHW.shape
    if len(variable.values) != values or not len(names) == len(keys) == count:
        raise ValueError("There is a row of pictures for each value, a name and key for each.")
    return Live(
        kind="portraits",
        content={
            "of": variable.name,
            "pixels": pictures_VMHW.astype(int).ravel().tolist(),
            "height": height,
            "width": width,
            "names": list(names),
            "keys": list(keys),
            "shares": None if shares_VM is None else short(100 * shares_VM),
            "full": 100 * full,
            "roles": list(roles or ("own", *(count - 1) * ("rival",))),
            "words": words,
        },
        variables=(variable,),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        **settings,
    )
