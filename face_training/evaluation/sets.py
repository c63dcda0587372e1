"""Evaluation sets by protocol: a table of a recipe becomes images and what to do with them.

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
from typing import TYPE_CHECKING, Any

from face_training.evaluation.protocols import PROTOCOLS, Protocol
from face_training.evaluation.tables import called, check_arguments

if TYPE_CHECKING:
    from face_training.evaluation.outcome import EvaluationSet

Table = Mapping[str, Any]


def open_sets(tables: Iterable[Table]) -> list[EvaluationSet]:
    """The evaluation sets of some tables; all tables are checked before the first is opened.

    Raises:
        ValueError: as `check_sets`, or the files of a set cannot be read.
    """
    tables = list(tables)
    check_sets(tables)
    return [called(*_opening(table)) for table in tables]


def check_sets(tables: Iterable[Table], *, best: str = "") -> None:
    """Check the tables without opening any data.

    Args:
        tables: of a recipe or of the command line.
        best: the recipe's `checkpoints.best`, such as "lfw/accuracy".

    Raises:
        ValueError: a name, a protocol or an option is unknown or missing, a value is of the wrong
            kind, two sets have one name, or no set gives the measure `best`.
    """
    protocols: dict[str, Protocol] = {}
    for table in tables:
        check_arguments(*_opening(table))
        if table["name"] in protocols:
            raise ValueError(f"Two evaluation sets are called {table['name']!r}.")
        protocols[table["name"]] = _protocol(table)
    if best:
        _check_best(best, protocols)


def _check_best(best: str, protocols: Mapping[str, Protocol]) -> None:
    name, _, measure = best.partition("/")
    given = protocols[name].measures if name in protocols else ()
    if not any(row.named(measure) for row in given):
        allowed = ", ".join(row.name.replace("{}", "...") for row in given) or "none"
        raise ValueError(f"checkpoints.best asks for {best!r}; {name!r} gives {allowed}.")


def _opening(table: Table) -> tuple[str, Callable[..., EvaluationSet], dict[str, Any]]:
    """Whose table it is in words, the function that opens the set, and the options for it."""
    options = {key: value for key, value in table.items() if key != "protocol"}
    return f"evaluation set {table.get('name')!r}", _protocol(table).opening(), options


def _protocol(table: Table) -> Protocol:
    name, protocol = table.get("name"), table.get("protocol")
    if not isinstance(name, str) or not name:
        raise ValueError(f"An evaluation set needs a name, words in quotes, not {name!r}.")
    if not isinstance(protocol, str) or protocol not in PROTOCOLS:
        raise ValueError(
            f"Evaluation set {name!r} has the unknown protocol {protocol!r}; "
            f"there are {', '.join(PROTOCOLS)}."
        )
    return PROTOCOLS[protocol]
