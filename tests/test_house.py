"""The repository as a whole: CI runs every check, every file has a test, nothing is unpickled."""

from pathlib import Path

import pytest

from checks.__main__ import CHECKS
from checks.imports import packages

ROOT = Path(__file__).parents[1]
PACKAGES = packages(ROOT)


def test_ci_runs_the_checks_and_all_tests() -> None:
    """Lint, types and import contracts are the command's, so that CI does not run them twice."""
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert {"python -m checks", "pytest"} <= set(lines)
    assert any(line.startswith("pytest -m slow") for line in lines)
    words = {word for command in CHECKS.values() for word in command}
    assert {"ruff", "format", "mypy", "lint-imports", "lint", "types"} <= words


@pytest.mark.parametrize("package", PACKAGES)
def test_every_source_file_has_its_test(package: str) -> None:
    """The files of a lesson are checked where it is found, in tests/lessons."""
    sources = {
        file.relative_to(ROOT).with_name(f"test_{file.name}")
        for file in (ROOT / package).rglob("*.py")
        if not file.stem.startswith("__") and not file.with_name("narrative.md").exists()
    }
    missing = [str(test) for test in sorted(sources) if not (ROOT / "tests" / test).exists()]
    assert missing == []


def test_nothing_is_unpickled() -> None:
    forbidden = ("pickle.load", "weights_only=False", "allow_pickle=True", "yaml.load(")
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for word in forbidden
        if word in file.read_text()
    ]
    assert found == []
