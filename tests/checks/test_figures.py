"""The figures are counted right, on files that the test writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.figures import (
    functions,
    habits,
    main,
    private_accesses,
    renamed_at_import,
    replacements,
    sizes,
)
from checks.imports import packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty file."""
    return tmp_path / "some.py"


def test_functions_have_their_length(file: Path) -> None:
    file.write_text(
        "def one():\n    pass\n\nclass A:\n    async def two(self):\n        1\n        2\n"
    )
    assert list(functions(file)) == [(2, "one"), (3, "two")]


def test_private_names_of_others_are_accesses(file: Path) -> None:
    file.write_text(
        "from module import _hidden, shown\n"
        "self._own\nmodule._x\nobject.part._y()\nobject.__doc__\nrow._replace(a=1)\n"
    )
    assert sorted(private_accesses(file)) == [
        "some.py:1 module._hidden", "some.py:3 module._x", "some.py:4 object.part._y",
    ]  # fmt: skip


def test_replacements_are_counted(file: Path) -> None:
    file.write_text(
        "monkeypatch.setattr(a, 'b', 1)\nmonkeypatch.setenv('A', 'b')\nsetattr(a, 'b', 1)\n"
    )
    assert list(replacements(file)) == ["some.py:1"]


def test_usual_short_names_are_no_renaming(file: Path) -> None:
    file.write_text(
        "import numpy as np\nimport torch.nn.functional as F\n"
        "from a import b as b\nfrom a import c as d\nimport e.f as g\n"
    )
    assert list(renamed_at_import(file)) == ["some.py:4 c as d", "some.py:5 e.f as g"]


@pytest.mark.slow
def test_this_checkout_is_read_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    printed = capsys.readouterr().out
    assert printed.startswith(sizes(ROOT))
    assert all(package in printed for package in packages(ROOT))
    for title, found in habits(ROOT).items():
        assert f"{len(found):>6}  {title}" in printed


def test_another_checkout_is_read_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("package", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "package" / "a.py").write_text("import package.b\n")
    (tmp_path / "package" / "b.py").write_text("import package.a as short\n")
    main([str(tmp_path), "--places"])
    printed = capsys.readouterr().out
    assert "     1  names renamed at import\n        b.py:1 package.a as short" in printed
    assert "     1  import cycles\n        package.a <-> package.b" in printed
