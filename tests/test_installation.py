"""What is installed: extras and requirement files agree, and the wheel holds every file."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = PROJECT["project"]["optional-dependencies"]
FILES = ("requirements.txt", "requirements-face.txt", "requirements-dev.txt")


def names(lines: list[str]) -> set[str]:
    """Names of distributions, without versions."""
    return {re.split(r"[^\w.-]", line)[0].lower() for line in lines}


def pinned(file: str) -> list[str]:
    """The lines of a requirement file that name a distribution."""
    lines = (ROOT / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def test_the_losses_need_torch_alone() -> None:
    assert PROJECT["project"]["dependencies"] == ["torch"]


def test_every_version_is_pinned_and_the_project_comes_last() -> None:
    for file in FILES:
        assert all("==" in line for line in pinned(file))
    assert (ROOT / "requirements.txt").read_text().endswith("\n-e .\n")
    assert "-r requirements.txt" in (ROOT / "requirements-face.txt").read_text()
    assert "-r requirements-face.txt" in (ROOT / "requirements-dev.txt").read_text()


def test_the_requirement_files_pin_the_extras() -> None:
    app, faces, dev = (names(pinned(file)) for file in FILES)
    assert app == names(EXTRAS["app"]) | {"torch"}
    assert faces == names(EXTRAS["faces"]) - app
    assert EXTRAS["dev"][0] == "margins-and-mining[app,faces]"
    assert dev == names(EXTRAS["dev"][1:])


@pytest.mark.parametrize("package", PROJECT["tool"]["mypy"]["packages"])
def test_every_file_of_a_package_is_in_the_wheel(package: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", package], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ends = (".py", ".d.ts")  # types for the check of JavaScript alone
    files = {ROOT / name for name in listed.stdout.split() if not name.endswith(ends)}
    setuptools = PROJECT["tool"]["setuptools"]
    if f"{package}*" not in setuptools["packages"]["find"]["include"]:
        assert package == "checks"  # a tool of the checkout
        return
    assert ROOT / package / "py.typed" in files
    data = setuptools["package-data"]
    globs = [*data["*"], *data.get(package, ())]
    covered = {file for pattern in globs for file in (ROOT / package).glob(pattern)}
    assert files <= covered
