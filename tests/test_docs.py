"""The documentation is true: its tables are the programs' own output, its tree is the tree."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

import losses
import toy_models.data.__main__
from checks.imports import packages
from checks.prose import PAGES as PAGES_WITH_NUMBERS
from checks.prose import numbers_of, refreshed
from checks.statements import broken, statements
from face_training.evaluation.__main__ import measure_table, protocol_table
from losses.__main__ import markdown

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
TEXTS = {str(page.relative_to(ROOT)): page.read_text() for page in PAGES}
README = TEXTS["README.md"]
ARCHITECTURE = TEXTS["docs/architecture.md"]

#: Papers and the code that goes with them: a link that no test follows.
SOURCES = (
    "https://arxiv.org/",
    "https://doi.org/",
    "https://www.jstor.org/",
    "https://github.com/",
)

pages = pytest.mark.parametrize("page", TEXTS)


def between(name: str, page: str) -> str:
    """The part of a page between two comments of this name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", TEXTS[page], re.DOTALL)
    assert found, f"{page} has no part {name!r}"
    return found.group(1)


def test_the_table_of_losses_is_the_catalogue() -> None:
    assert between("losses", "docs/losses.md") == markdown()


def test_the_table_of_data_sets_is_their_catalogue() -> None:
    assert between("data", "docs/toy_data.md") == toy_models.data.__main__.markdown()


@pytest.mark.parametrize("page", PAGES_WITH_NUMBERS)
def test_numbers_and_sentences_are_those_of_the_stored_results(page: str) -> None:
    assert refreshed(TEXTS[page], numbers_of(page)) == TEXTS[page], "run python -m checks.prose"


def test_the_tables_of_protocols_and_measures_are_those_of_the_code() -> None:
    assert between("protocols", "docs/evaluate_faces.md") == protocol_table()
    assert between("measures", "docs/evaluate_faces.md") == measure_table()


def test_the_tree_is_the_tree() -> None:
    folders: list[str] = []
    lines = between("tree", "docs/architecture.md").splitlines()
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2 - 2
        name = line.split()[0]
        folders = [*folders[:depth], name.rstrip("/")]
        path = ROOT.joinpath(*folders)
        assert path.is_dir() if name.endswith("/") else path.is_file(), path
    shown = {line.split()[0].rstrip("/") for line in lines}
    assert set(packages(ROOT)) <= shown
    assert {folder.parent.name for folder in (ROOT / "app").glob("*/__init__.py")} <= shown


def test_the_commands_install_what_they_say() -> None:
    assert "pip install -r requirements.txt && streamlit run app/main.py" in README
    assert "pip install -r requirements-dev.txt && pytest" in README


def test_the_readme_fits_on_a_screen() -> None:
    lines = README.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 120
    assert README.count("![") == 1


@pages
def test_the_examples_build(page: str) -> None:
    for name, arguments in re.findall(r"losses\.(build|compose)\(([^)]*)\)", TEXTS[page]):
        parts = [part.strip() for part in arguments.split(",")]
        values = dict(part.split("=") for part in parts if "=" in part)
        positional = [part.strip('"') for part in parts if "=" not in part]
        keywords = {
            key: value.strip('"') if value.startswith('"') else float(value)
            for key, value in values.items()
        }
        assert getattr(losses, name)(*positional, **keywords).values


def test_there_are_examples() -> None:
    assert README.count("losses.build(") == 1
    assert TEXTS["docs/losses.md"].count("losses.compose(") == 1


@pages
def test_the_programs_are_there(page: str) -> None:
    for module in re.findall(r"python -m ([\w.]+)", TEXTS[page]):
        if module.split(".")[0] in packages(ROOT):
            found = importlib.util.find_spec(module)
            assert found is not None, module
            if found.submodule_search_locations is not None:
                assert importlib.util.find_spec(f"{module}.__main__"), module


@pages
def test_links_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(TEXTS[page])):
        if link.startswith(SOURCES):
            continue
        path, _, heading = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.resolve().exists(), link
        if heading:
            assert heading in headings(target.resolve().read_text()), link


def without_code(text: str) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def headings(text: str) -> set[str]:
    """The headings of a page as the ends of links."""
    return {
        re.sub(r"[^\w\- ]", "", line.lstrip("#").strip()).lower().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }


@pages
def test_files_that_are_named_exist(page: str) -> None:
    """Every `folder/file` in backticks whose first part is one of the project's folders."""
    text = without_code(TEXTS[page])
    new = set(re.findall(r"New file `([^`]+)`", text))
    for name in re.findall(r"`([\w.\-]+/[\w./\-]*)`", text):
        if name.split("/")[0] in (*packages(ROOT), "docs", "tests") and name not in new:
            assert (ROOT / name).exists(), name


def test_every_page_and_picture_is_shown() -> None:
    linked = {
        ((ROOT / page).parent / link.partition("#")[0]).resolve()
        for page, text in TEXTS.items()
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
    }
    there = {file for file in (ROOT / "docs").iterdir() if file.is_file()}
    assert there <= linked
    pictures = [file for file in there if file.suffix == ".png"]
    assert len(pictures) >= 3
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_what_the_documentation_says_of_imports_is_true() -> None:
    assert len(statements(ARCHITECTURE)) >= 6
    assert broken(ROOT, "\n".join(TEXTS.values())) == {}


def test_the_steps_of_the_walks_are_there() -> None:
    steps = re.findall(r"`([\w/.]+\.(?:py|js))`: `(\w+)`", ARCHITECTURE)
    assert len(steps) >= 20
    for file, name in steps:
        definition = rf"^(?:export |async )*(?:def|class|function) {name}\b|^{name}\b.* = "
        assert re.search(definition, (ROOT / file).read_text(), re.MULTILINE), (file, name)
