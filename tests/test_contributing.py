"""The recipes of CONTRIBUTING.md, followed word by word in a copy of the repository.

A recipe has code blocks under "New file `path`:", "In `path`, below `line`:" or "In `path`,
replace `text`:".  The test does what they say and nothing else, then looks for the new thing where
the recipe says that it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.imports import packages

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
pytestmark = pytest.mark.slow  # each recipe runs tests in the copy
STEP = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`|In `(?P<old>[^`]+)`, (?P<how>below|replace) `(?P<mark>[^`]+)`):"
    r"\n\n```\w*\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Step:
    """One edit: a new file, or new lines in one."""

    path: str
    code: str
    how: str = ""  # "below" or "replace"; empty for a new file
    mark: str = ""  # the line, or the text

    def follow(self, root: Path) -> None:
        """Make the edit in a checkout."""
        file = root / self.path
        if not self.how:
            assert not file.exists(), self.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.code)
            return
        text = file.read_text()
        assert text.count(self.mark) == 1, f"{self.path}: {self.mark}"
        if self.how == "replace":
            file.write_text(text.replace(self.mark, self.code.strip()))
        else:
            line = next(line for line in text.splitlines(keepends=True) if self.mark in line)
            file.write_text(text.replace(line, line + self.code))


def section(heading: str) -> str:
    """The text under a heading; headings inside a code block are part of it."""
    found, inside, fenced = [], False, False
    for line in TEXT.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            inside = line == f"## {heading}"
        elif inside:
            found.append(line)
    assert found, heading
    return "\n".join(found)


def steps(heading: str) -> list[Step]:
    """The edits of the recipe under this heading."""
    return [
        Step(found["new"] or found["old"], found["code"], found["how"] or "", found["mark"] or "")
        for found in STEP.finditer(section(heading))
    ]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages and tests."""
    root = tmp_path_factory.mktemp("clone")
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "*.png")
    for folder in (*packages(ROOT), "tests", "docs"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, root)
    return root


def run(root: Path, *command: str) -> str:
    """Run Python in the copy; its output."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def passing(root: Path, *selection: str) -> None:
    """Run tests in the copy; at least one must be selected."""
    run(root, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider", *selection)


#: Prints the options of the first widget that a function of the controls shows.
WIDGET = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_string("from app.controls.{0} import {1}; {1}()").run(timeout=120)
print([widget.options for widget in (*page.multiselect, *page.selectbox)])
"""


def test_a_loss(clone: Path) -> None:
    recipe = steps("A loss")
    for step in recipe:
        step.follow(clone)
    code = [step.path for step in recipe if not step.path.startswith("tests/")]
    assert code == ["losses/generalised_cross_entropy.py", "losses/catalogue/mining.py"]
    assert "gce_softmax" in run(clone, "-m", "losses")
    assert "| `gce_softmax` | GCE-Softmax |" in run(clone, "-m", "losses", "--markdown")
    passing(clone, "tests/losses/test_generalised_cross_entropy.py", "tests/losses/catalogue")
    passing(clone, "tests/losses/test_contract.py", "-k", "gce")
    shown = run(clone, "-c", WIDGET.format("losses", "choose_losses"))
    assert "GCE-Softmax" in shown


def test_a_lesson(clone: Path) -> None:
    recipe = steps("A lesson")
    for step in recipe:
        step.follow(clone)
    assert {step.path.rpartition("/")[0] for step in recipe} == {"lessons/margin_width"}
    run(clone, "-m", "lessons", "margin_width", "--run")
    assert "seeds: 5" in run(clone, "-m", "lessons", "margin_width")
    passing(clone, "tests/lessons/test_every_lesson.py", "-k", "margin_width")
    last = "from lessons.course import COURSE; print(COURSE.places[-1].slug)"
    assert run(clone, "-c", last) == "margin_width\n"


def test_a_toy_data_set(clone: Path) -> None:
    recipe = steps("A toy data set")
    for step in recipe:
        step.follow(clone)
    code = {step.path for step in recipe if not step.path.startswith("tests/")}
    assert code == {"toy_models/data/spirals.py", "toy_models/data/catalogue.py"}
    passing(
        clone, "tests/toy_models/data/test_spirals.py", "tests/toy_models/data/test_catalogue.py"
    )
    assert "Two spirals" in run(clone, "-c", WIDGET.format("data", "choose_data"))
    trained = run(
        clone,
        "-c",
        "from toy_models.config import LossChoice, RunConfig\n"
        "from toy_models.data import DATA_SETS\n"
        "from toy_models.training import train\n"
        "data = DATA_SETS['spirals'](per_class=20)\n"
        "losses = (LossChoice.of('norm_softmax'),)\n"
        "print(train(RunConfig(data=data, losses=losses, steps=3)).config.data)",
    )
    assert "Spirals(turns=1.5, per_class=20)" in trained


def test_a_backbone(clone: Path) -> None:
    for step in steps("A backbone"):
        step.follow(clone)
    passing(clone, "tests/face_training/backbones", "-k", "pooled")


def test_an_evaluation_protocol(clone: Path) -> None:
    for step in steps("An evaluation protocol"):
        step.follow(clone)
    passing(clone, "tests/face_training/evaluation/test_nearest_neighbour.py")
    passing(clone, "tests/face_training/evaluation/test_protocols.py")
    assert "| `nearest_neighbour` | share of images" in run(clone, "-m", "face_training.evaluation")
