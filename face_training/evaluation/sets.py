"""Evaluation sets by protocol: a table of a configuration becomes images and what to do with them.

[[evaluation]]
name = "unseen"
protocol = "open_set"
source = "synthetic"
first = 100
identities = 150
images = 8
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from face_training.evaluation.blufr import blufr
from face_training.evaluation.distractors import with_distractors
from face_training.evaluation.ijb import ijb
from face_training.evaluation.outcome import EvaluationSet
from face_training.evaluation.pairs import from_bin, from_list
from face_training.evaluation.tables import called, check_arguments
from face_training.evaluation.unseen import unseen

#: What `protocol` may be; each one's options are the arguments of its function.
PROTOCOLS: Mapping[str, Callable[..., EvaluationSet]] = {
    "open_set": unseen,
    "bin": from_bin,
    "pairs": from_list,
    "blufr": blufr,
    "ijb": ijb,
    "distractors": with_distractors,
}


def open_sets(tables: Iterable[Mapping[str, Any]]) -> list[EvaluationSet]:
    """The evaluation sets of some tables; all tables are checked before the first is opened.

    Raises:
        ValueError: a table says something that is not allowed, two tables have one name, or files
            cannot be read.
    """
    tables = list(tables)
    check_sets(tables)
    return [open_set(**table) for table in tables]


def check_sets(tables: Iterable[Mapping[str, Any]]) -> None:
    """Check the tables without opening any data.

    Raises:
        ValueError: a table says something that is not allowed, or two tables have one name.
    """
    names: set[str] = set()
    for table in tables:
        check_arguments(*_protocol_of(table))
        if table["name"] in names:
            raise ValueError(f"Two evaluation sets are called {table['name']!r}.")
        names.add(table["name"])


def open_set(**table: Any) -> EvaluationSet:
    """The evaluation set of a table.

    Raises:
        ValueError: the table says something that is not allowed, or its files cannot be read.
    """
    return called(*_protocol_of(table))


def _protocol_of(
    table: Mapping[str, Any],
) -> tuple[str, Callable[..., EvaluationSet], dict[str, Any]]:
    """Whose table it is in words, the protocol's function, and the arguments for it."""
    name, protocol = table.get("name"), table.get("protocol")
    if not isinstance(name, str) or not name:
        raise ValueError(f"An evaluation set needs a name, words in quotes, not {name!r}.")
    if not isinstance(protocol, str) or protocol not in PROTOCOLS:
        raise ValueError(
            f"Evaluation set {name!r} has the unknown protocol {protocol!r}; "
            f"there are {', '.join(PROTOCOLS)}."
        )
    options = {key: value for key, value in table.items() if key != "protocol"}
    return f"evaluation set {name!r}", PROTOCOLS[protocol], options
