"""Which module of the project imports which, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

Graph = Mapping[str, Set[str]]


def packages(root: Path) -> tuple[str, ...]:
    """The packages of a checkout, without its tests."""
    return tuple(
        sorted(
            folder.name
            for folder in root.iterdir()
            if (folder / "__init__.py").exists() and folder.name != "tests"
        )
    )


def modules(root: Path) -> dict[str, Path]:
    """The files of the packages by the name under which they are imported."""
    found = {}
    for package in packages(root):
        for file in sorted((root / package).rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports(root: Path) -> dict[str, set[str]]:
    """Modules of the project that each module imports: at its top, in a function, or for types."""
    files = modules(root)
    return {
        name: {
            target
            for imported in imported_names(ast.parse(file.read_text()))
            if (target := known(imported, files)) not in (None, name)
        }
        for name, file in files.items()
    }


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every name that a file imports, as `package.module` or `package.module.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known(name: str, files: Mapping[str, Path]) -> str | None:
    """The module that an imported name is or belongs to; None if it is not the project's."""
    return next((found for found in (name, name.rpartition(".")[0]) if found in files), None)


def grouped(graph: Graph, group: Mapping[str, str]) -> dict[str, set[str]]:
    """The graph between groups of modules, without arrows inside a group."""
    arrows: dict[str, set[str]] = {name: set() for name in sorted(set(group.values()))}
    for name, targets in graph.items():
        arrows[group[name]] |= {group[target] for target in targets} - {group[name]}
    return arrows


def cycles(graph: Graph) -> list[list[str]]:
    """Groups of modules that import one another in a circle."""
    reached = {name: reachable(graph, name) for name in graph}
    found = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(cycle) for cycle in sorted(found)]


def reachable(graph: Graph, start: str) -> set[str]:
    """What a module imports, directly or through others; the module itself only in a circle."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found
