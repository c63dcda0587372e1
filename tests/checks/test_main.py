"""The command runs what is named, and says what failed or could not run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from checks.__main__ import CHECKS, main

Commands = list[tuple[str, ...]]


def runner(
    commands: Commands, *, fails: Sequence[str] = ()
) -> Callable[[Sequence[str], Path], int]:
    """Notes commands; those whose first word is in `fails` find something."""

    def run(command: Sequence[str], folder: Path) -> int:
        commands.append(tuple(command))
        return int(command[0] in fails)

    return run


@pytest.fixture
def npm(tmp_path: Path) -> str:
    """A PATH with a program named npm."""
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    program.touch(mode=0o755)
    return str(program.parent)


def test_all_checks_run_and_npm_installs_its_tools_first(tmp_path: Path, npm: str) -> None:
    commands: Commands = []
    assert main([], folder=tmp_path, run=runner(commands), environment={"PATH": npm}) == 0
    assert commands == [("npm", "ci"), *CHECKS.values()]


def test_installed_tools_are_not_installed_again(tmp_path: Path, npm: str) -> None:
    (tmp_path / "node_modules").mkdir()
    commands: Commands = []
    main(["javascript"], folder=tmp_path, run=runner(commands), environment={"PATH": npm})
    assert commands == [CHECKS["javascript"]]


def test_a_failure_does_not_hide_the_next(tmp_path: Path, capsys) -> None:
    commands: Commands = []
    run = runner(commands, fails=["ruff"])
    assert main(["ruff", "types"], folder=tmp_path, run=run, environment={}) == 1
    assert commands == [CHECKS["ruff"], CHECKS["types"]]
    assert capsys.readouterr().out.endswith("failed: ruff\n")


@pytest.mark.parametrize(("environment", "status"), [({}, 0), ({"CI": "1"}, 1)])
def test_without_npm_it_says_so_and_ci_fails(
    tmp_path: Path, capsys, environment: dict[str, str], status: int
) -> None:
    commands: Commands = []
    environment = {**environment, "PATH": str(tmp_path)}
    result = main(
        ["ruff", "javascript"], folder=tmp_path, run=runner(commands), environment=environment
    )
    assert result == status
    assert commands == [CHECKS["ruff"]]
    assert "javascript: not checked, there is no npm here." in capsys.readouterr().out


def test_an_unknown_name_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["lint"])
    assert "unknown: lint; there are ruff" in capsys.readouterr().err
