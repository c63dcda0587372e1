"""The README tells the truth: its tables are the programs' own output, its tree is the tree."""

import re
from pathlib import Path

import pytest

import losses
from evidence.report import claims, table
from losses.__main__ import markdown
from toy_models.open_set import stored_measures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def between(name: str) -> str:
    """The part of the README between two comments of this name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", README, re.DOTALL)
    assert found, f"the README has no part {name!r}"
    return found.group(1)


def test_the_table_of_losses_is_the_catalogue() -> None:
    assert between("losses") == markdown()


def test_the_open_set_table_is_the_stored_result() -> None:
    measures = stored_measures()
    assert between("open set") == f"{table(measures)}\n\n{claims(measures)}"


def test_the_tree_is_the_tree() -> None:
    folders: list[str] = []
    for line in between("tree").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2 - 2
        name = line.split()[0]
        folders = [*folders[:depth], name.rstrip("/")]
        path = ROOT.joinpath(*folders)
        assert path.is_dir() if name.endswith("/") else path.is_file(), path
    shown = {line.split()[0].rstrip("/") for line in between("tree").splitlines()}
    there = {folder.name for folder in ROOT.iterdir() if list(folder.glob("*.py"))}
    assert there <= shown | {"tests"}


def test_the_commands_install_what_they_say() -> None:
    assert "pip install -r requirements.txt && streamlit run app/main.py" in README
    assert "pip install -r requirements-dev.txt && pytest" in README
    lines = (ROOT / "requirements.txt").read_text().split("\n")
    assert lines[-2:] == ["-e .", ""]
    assert all("==" in line for line in lines[:-2] if line and line[0] != "#")


@pytest.mark.parametrize("call", re.findall(r"losses\.(?:build|compose)\([^)]*\)", README))
def test_the_examples_build(call: str) -> None:
    name, arguments = re.fullmatch(r"losses\.(\w+)\((.*)\)", call).groups()  # type: ignore[union-attr]
    parts = [part.strip() for part in arguments.split(",")]
    values = dict(part.split("=") for part in parts if "=" in part)
    positional = [part.strip('"') for part in parts if "=" not in part]
    keywords = {
        key: value.strip('"') if value.startswith('"') else float(value)
        for key, value in values.items()
    }
    assert getattr(losses, name)(*positional, **keywords).values


def test_the_pictures_are_there() -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert {ROOT / picture for picture in shown} == set((ROOT / "docs").iterdir())
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in shown)
