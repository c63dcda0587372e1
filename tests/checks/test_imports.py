"""Imports are read from the source: of a small project that the test writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.imports import cycles, grouped, imports, modules, packages

FILES = {
    "high/__init__.py": "",
    "high/page.py": "import json\nfrom low.data import read\nfrom high import parts\n",
    "high/parts/__init__.py": "def late():\n    import low.names\n",
    "low/__init__.py": "",
    "low/data.py": "if TYPE_CHECKING:\n    from low import names\n",
    "low/names.py": "from low.data import read\n",
    "tests/__init__.py": "import high\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with two packages and tests."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_packages_and_modules(project: Path) -> None:
    assert packages(project) == ("high", "low")
    assert sorted(modules(project)) == [
        "high", "high.page", "high.parts", "low", "low.data", "low.names",
    ]  # fmt: skip


def test_imports_at_the_top_in_functions_and_for_types(project: Path) -> None:
    assert imports(project) == {
        "high": set(),
        "high.page": {"low.data", "high.parts"},
        "high.parts": {"low.names"},
        "low": set(),
        "low.data": {"low.names"},
        "low.names": {"low.data"},
    }


def test_a_circle_is_found(project: Path) -> None:
    assert cycles(imports(project)) == [["low.data", "low.names"]]
    assert cycles({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_groups(project: Path) -> None:
    graph = imports(project)
    assert grouped(graph, {name: name.split(".")[0] for name in graph}) == {
        "high": {"low"},
        "low": set(),
    }
