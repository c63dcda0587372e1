"""Statements on imports are read and compared with the code, on a project that the test writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.statements import broken, imported_by_package, statements

FILES = {
    "page/__init__.py": "import json\nimport streamlit as st\nfrom base.data import read\n",
    "page/part.py": "from page import other\n",
    "base/__init__.py": "",
    "base/data.py": "def late():\n    import torch.nn\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two packages: page imports base.data and streamlit, base imports torch."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_what_packages_import(project: Path) -> None:
    assert imported_by_package(project) == {
        "page": {"streamlit", "base.data.read"},
        "base": {"torch.nn"},
    }


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Imports run one way: `page` → `base`.", []),
        ("`base`, `other` → `page`", ["page imports base.data.read"]),
        ("* `base` imports only `torch`", []),
        ("* `page` imports only `base`", ["page imports streamlit"]),
        ("`page` takes from `base` only `base.data`", []),
        ("`page` takes from `base` only\n  `base.names`", ["page imports base.data.read"]),
        ("`base` never imports `streamlit`, `page`", []),
        ("`base` never imports `streamlit`, `torch`", ["base imports torch.nn"]),
        ("Only `page` imports `streamlit`", []),
        ("Only `base`, `other` import `streamlit`", ["page imports streamlit"]),
    ],
)
def test_a_statement_is_true_or_contradicted(project: Path, text: str, against: list[str]) -> None:
    assert len(statements(text)) == 1
    assert list(broken(project, text).values()) == ([against] if against else [])


def test_other_sentences_are_no_statements() -> None:
    assert statements("`page` shows what `base` reads → a table; it imports little.") == []
