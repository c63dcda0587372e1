"""Run the checks, all or those that are named: `python -m checks`.

Lint and format (ruff), types (mypy), import contracts (import-linter), and the same for the app's
JavaScript (eslint, tsc).  The tools of JavaScript come with `npm ci`, which runs by itself when
they are missing.  Without npm their checks are left out, and a sentence says so; with CI=1 that is
an error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: Runs a command in a folder; gives its exit status.
Runner = Callable[[Sequence[str], Path], int]

CHECKS: dict[str, tuple[str, ...]] = {
    "ruff": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "imports": ("lint-imports",),
    "javascript": ("npm", "run", "--silent", "lint"),
    "javascript-types": ("npm", "run", "--silent", "types"),
}


def run(command: Sequence[str], folder: Path) -> int:
    """Run a command with its output shown; programs beside this Python are found first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    program = shutil.which(command[0], path=path) or command[0]
    return subprocess.run([program, *command[1:]], cwd=folder).returncode


def failed(names: Sequence[str], folder: Path, run: Runner, *, npm: bool, ci: bool) -> list[str]:
    """Run these checks; the names of those that found something.

    Args:
        npm: whether npm is installed.
        ci: whether a check that cannot run counts as failed.
    """
    found = []
    for name in names:
        command = CHECKS[name]
        if command[0] == "npm" and not npm:
            print(f"{name}: not checked, there is no npm here.", flush=True)
            status = int(ci)
        else:
            print(f"{name}: {' '.join(command)}", flush=True)
            status = run(command, folder)
        if status:
            found.append(name)
    return found


def main(
    arguments: Sequence[str] | None = None,
    *,
    folder: Path = ROOT,
    run: Runner = run,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Run the checks and say which failed; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m checks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CHECKS))
    names = parser.parse_args(arguments).names or list(CHECKS)
    if unknown := sorted(set(names) - CHECKS.keys()):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    npm = shutil.which("npm", path=environment.get("PATH")) is not None
    wanted = any(CHECKS[name][0] == "npm" for name in names)
    if wanted and npm and not (folder / "node_modules").exists() and run(("npm", "ci"), folder):
        print("npm ci failed: the JavaScript is not checked.", flush=True)
        return 1
    found = failed(names, folder, run, npm=npm, ci=bool(environment.get("CI")))
    print(f"failed: {', '.join(found)}" if found else "all checks passed", flush=True)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
