"""Figures of the code, of this checkout or another: `python -m checks.figures [PATH]`.

Size of each package, the longest files and functions, what tests reach for behind the front door,
names that change at import, and import cycles.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.imports import cycles, imports, packages

ROOT = Path(__file__).parents[1]
LONGEST = 10
#: Short names that every reader of this field knows.
USUAL = {"np", "pd", "plt", "F", "nn", "dist", "go", "st", "ET"}
#: Methods whose underscore avoids a clash with field names; they are public.
PUBLIC = {"_replace", "_asdict", "_fields", "_make"}


def sources(root: Path, *folders: str, ends: Sequence[str] = (".py",)) -> list[Path]:
    """Files of these folders, in order."""
    return [
        file
        for folder in folders
        for file in sorted((root / folder).rglob("*"))
        if file.suffix in ends and "__pycache__" not in file.parts
    ]


def lines(files: Sequence[Path]) -> int:
    """How many lines these files have."""
    return sum(len(file.read_text().splitlines()) for file in files)


def functions(file: Path) -> Iterator[tuple[int, str]]:
    """Length and name of every function of a file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, node.name


def private_accesses(file: Path) -> Iterator[str]:
    """Every use of a name with a leading underscore that belongs to something else.

    `self._name` and names that the file itself defines are its own.
    """
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield f"{file.name}:{node.lineno} {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if is_private(alias.name):
                    yield f"{file.name}:{node.lineno} {node.module}.{alias.name}"


def is_private(name: str) -> bool:
    """Whether a name starts with one underscore."""
    return name.startswith("_") and not name.startswith("__") and name not in {"_", *PUBLIC}


def replacements(file: Path) -> Iterator[str]:
    """Every call of `monkeypatch.setattr`."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr":
            yield f"{file.name}:{node.lineno}"


def renamed_at_import(file: Path) -> Iterator[str]:
    """Every `import X as Y`, but for the usual short names."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                if alias.asname and alias.asname not in {alias.name, *USUAL}:
                    yield f"{file.name}:{node.lineno} {alias.name} as {alias.asname}"


def sizes(root: Path) -> str:
    """Files and lines of each package and of the tests."""
    rows = [f"{'':16}{'.py files':>10}{'lines':>8}{'.js, .css':>11}{'lines':>8}"]
    for folder in (*packages(root), "tests"):
        python = sources(root, folder)
        browser = sources(root, folder, ends=(".js", ".css"))
        rows.append(
            f"{folder:16}{len(python):>10,}{lines(python):>8,}"
            f"{len(browser) or '':>11}{lines(browser) or '':>8}"
        )
    return "\n".join(rows)


def longest(root: Path) -> str:
    """The longest files and the longest functions of the packages."""
    everything = sources(root, *packages(root), ends=(".py", ".js"))
    files = sorted((lines([file]), str(file.relative_to(root))) for file in everything)
    named = sorted(
        (length, f"{file.relative_to(root)}: {name}")
        for file in sources(root, *packages(root))
        for length, name in functions(file)
    )
    parts = []
    for title, found in (("files", files), ("functions", named)):
        parts.append(f"longest {title}")
        parts += [f"{length:>6}  {name}" for length, name in found[: -LONGEST - 1 : -1]]
    return "\n".join(parts)


def habits(root: Path) -> dict[str, list[str]]:
    """What should be rare, each with its places."""
    tests, code = sources(root, "tests"), sources(root, *packages(root))
    return {
        "accesses of tests to private names": [
            place for file in tests for place in private_accesses(file)
        ],
        "monkeypatch.setattr": [place for file in tests for place in replacements(file)],
        "names renamed at import": [
            place for file in code + tests for place in renamed_at_import(file)
        ],
        "import cycles": [" <-> ".join(cycle) for cycle in cycles(imports(root))],
    }


def main(arguments: Sequence[str]) -> None:
    """Print all figures; `--places` also prints where."""
    places = "--places" in arguments
    paths = [argument for argument in arguments if not argument.startswith("-")]
    root = Path(paths[0]).resolve() if paths else ROOT
    print(sizes(root), longest(root), sep="\n\n", end="\n\n")
    for title, found in habits(root).items():
        print(f"{len(found):>6}  {title}")
        if places:
            print("\n".join(f"        {place}" for place in found))


if __name__ == "__main__":
    main(sys.argv[1:])
