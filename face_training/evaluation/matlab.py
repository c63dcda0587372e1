"""Matlab files, in which old protocols keep their lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scipy.io import loadmat
from scipy.io.matlab import MatReadError

#: What a damaged file, or a file with other content, raises while it is read.
_OTHER = (MatReadError, NotImplementedError, LookupError, ValueError, TypeError, AttributeError)


@contextmanager
def matlab(path: Path, content: str) -> Iterator[dict[str, Any]]:
    """The variables of a file by name, to be read inside the `with`.

    Args:
        path: of the file.
        content: what the file should hold, for the message of an error.

    Raises:
        ValueError: it cannot be read, or reading inside the `with` fails.
    """
    try:
        with path.open("rb") as file:
            yield loadmat(file)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}.") from None
    except _OTHER:
        raise ValueError(f"{path} is no Matlab file with {content}.") from None
