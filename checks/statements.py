"""The statements of the documentation on imports, read from its text and compared with the code.

A statement is a list item or a line in one of these forms, names in backticks:

    `app` → `lessons` → `toy_models`, `face_training` → `losses`    none imports one to its left
    `losses` imports only `torch`
    `face_training` takes from `toy_models` only `toy_models.data.faces`
    `evidence` never imports `torch`, `toy_models`
    Only `app`, `benchmarks` import `streamlit`
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

from checks.imports import imported_names, modules

NAMES = r"((?:`[\w.]+`(?:, | and )?)+)"
#: What each package imports from outside itself, by full name.
Imported = Mapping[str, Set[str]]


def imported_by_package(root: Path) -> dict[str, set[str]]:
    """All names that the files of each package import, but from the package itself and Python."""
    found: dict[str, set[str]] = {}
    for module, file in modules(root).items():
        package = module.split(".")[0]
        names = set(imported_names(ast.parse(file.read_text())))
        found.setdefault(package, set()).update(
            name for name in names if name.split(".")[0] not in {package, *sys.stdlib_module_names}
        )
    return found


def within(name: str, module: str) -> bool:
    """Whether an imported name is this module or lies in it."""
    return f"{name}.".startswith(f"{module}.")


def names(text: str) -> list[str]:
    """The names in backticks."""
    return re.findall(r"`([\w.]+)`", text)


def order(found: Imported, text: str) -> Iterator[str]:
    """A package imports one that stands to its left."""
    groups = [names(part) for part in text.split("→")]
    for place, group in enumerate(groups):
        left = [name for earlier in groups[:place] for name in earlier]
        for package in group:
            yield from unwanted(found, package, left)


def only(found: Imported, package: str, allowed: str) -> Iterator[str]:
    """A package imports something else."""
    for name in sorted(found.get(package, ())):
        if not any(within(name, module) for module in names(allowed)):
            yield f"{package} imports {name}"


def takes_only(found: Imported, package: str, source: str, allowed: str) -> Iterator[str]:
    """A package imports more of another."""
    for name in sorted(found.get(package, ())):
        if within(name, source) and not any(within(name, module) for module in names(allowed)):
            yield f"{package} imports {name}"


def never(found: Imported, package: str, forbidden: str) -> Iterator[str]:
    """A package imports what it must not."""
    yield from unwanted(found, package, names(forbidden))


def only_these(found: Imported, allowed: str, module: str) -> Iterator[str]:
    """Another package imports the module, too."""
    for package in found.keys() - set(names(allowed)):
        yield from unwanted(found, package, [module])


def unwanted(found: Imported, package: str, forbidden: list[str]) -> Iterator[str]:
    """Every name that a package imports from these modules."""
    for name in sorted(found.get(package, ())):
        if any(within(name, module) for module in forbidden):
            yield f"{package} imports {name}"


FORMS: dict[str, Callable[..., Iterator[str]]] = {
    rf"({NAMES}(?: → {NAMES})+)": lambda found, text, *_: order(found, text),
    rf"`(\w+)` imports only {NAMES}": only,
    rf"`(\w+)` takes from `(\w+)` only {NAMES}": takes_only,
    rf"`(\w+)` never imports {NAMES}": never,
    rf"Only {NAMES} imports? `(\w+)`": only_these,
}


def statements(text: str) -> list[tuple[str, str]]:
    """Each statement of a text, with the form that it has."""
    return [
        (match[0], form) for form in FORMS for match in re.finditer(form, text.replace("\n  ", " "))
    ]


def broken(root: Path, text: str) -> dict[str, list[str]]:
    """The statements that are not true of a checkout, with what contradicts them."""
    found = imported_by_package(root)
    result = {}
    for statement, form in statements(text):
        match = re.fullmatch(form, statement)
        assert match is not None
        if against := list(FORMS[form](found, *match.groups())):
            result[statement] = against
    return result
