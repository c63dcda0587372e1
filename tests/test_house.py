"""The house: layers, style and types hold, and every source file has its test."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "benchmarks", "evidence", "face_training", "lessons", "losses", "toy_models")
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-m", "ruff", "check", "--no-cache", "."),
        (sys.executable, "-m", "ruff", "format", "--check", "--no-cache", "."),
        (sys.executable, "-m", "mypy"),
        (BIN / "lint-imports", "--no-cache"),
    ],
    ids=["ruff", "format", "mypy", "imports"],
)
def test_the_checks_pass(command: tuple[str | Path, ...]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_source_file_has_its_test(package: str) -> None:
    sources = {
        file.relative_to(ROOT).with_name(f"test_{file.name}")
        for file in (ROOT / package).rglob("*.py")
        if not file.stem.startswith("__")
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
