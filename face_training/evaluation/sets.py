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

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from face_training.evaluation.protocols import PROTOCOLS, Protocol
from face_training.evaluation.tables import arguments

if TYPE_CHECKING:
    from face_training.evaluation.outcome import EvaluationSet

Table = Mapping[str, Any]


def open_sets(tables: Iterable[Table]) -> list[EvaluationSet]:
    """The evaluation sets of some tables.  All tables are checked before any data is opened.

    Raises:
        ValueError: as `check_tables`, or the files of a set cannot be read.
    """
    tables = list(tables)
    check_tables(tables)
    return [_protocol(table).opening()(**_arguments(table)) for table in tables]


def check_tables(tables: Iterable[Table], *, best: str = "") -> None:
    """Refuse what cannot be evaluated, without opening any data.

    Args:
        tables: of the recipe or of the command line.
        best: the recipe's `checkpoints.best`, such as "lfw/accuracy".

    Raises:
        ValueError: a name, a protocol or an option is unknown or missing, a value is of the wrong
            kind, two sets have one name, or no set gives the measure `best`.
    """
    protocols: dict[str, Protocol] = {}
    for table in tables:
        protocol = _protocol(table)
        if table["name"] in protocols:
            raise ValueError(f"Two evaluation sets are called {table['name']!r}.")
        protocols[table["name"]] = protocol
        options = _arguments(table)
        if check := protocol.checking():
            check(**options)
    if best:
        _check_best(best, protocols)


def _check_best(best: str, protocols: Mapping[str, Protocol]) -> None:
    name, _, measure = best.partition("/")
    given = protocols[name].measures if name in protocols else ()
    if not any(one.named(measure) for one in given):
        allowed = ", ".join(one.name.replace("{}", "...") for one in given) or "none"
        raise ValueError(f"checkpoints.best asks for {best!r}; {name!r} gives {allowed}.")


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


def _arguments(table: Table) -> dict[str, Any]:
    """The options of a table, as the function of its protocol takes them."""
    options = {key: value for key, value in table.items() if key != "protocol"}
    return arguments(f"evaluation set {table['name']!r}", _protocol(table).opening(), options)
