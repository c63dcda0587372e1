"""The figures of the report: one for each part of the answer, and of the answer that is stored."""

from pathlib import Path
from xml.etree import ElementTree as ET

from checks.report_figures import FOLDER, figures, mark_of, stored_length_figures
from tests.toy_models.guidance.drawn_rows import as_predicted, error_as_predicted, screen_rows
from toy_models.guidance.answer import read_answer
from toy_models.guidance.from_rows import computed
from toy_models.guidance.rows import RESULTS, Store


def test_the_map_comes_before_the_later_stages() -> None:
    names = [
        name for name, _ in figures(computed(screen_rows(as_predicted, error_as_predicted), []))
    ]
    assert names == ["map"]


def test_the_figures_are_those_of_the_stored_answer() -> None:
    shown = [*figures(read_answer(RESULTS / "answer.json")), *stored_length_figures()]
    wanted = {name for name, _ in shown}
    assert {file.stem for file in FOLDER.glob("*.svg")} == wanted, "python -m checks.report_figures"
    for file in FOLDER.glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert mark_of(file.stem) in text, (
            f"{file.name} is out of date: python -m checks.report_figures"
        )
        assert ET.fromstring(text).tag.endswith("svg")


def test_there_is_no_curve_of_stage_5_before_the_stage_is_complete(tmp_path: Path) -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    Store(tmp_path / "screen.jsonl", {"device": "cpu"}).add(rows)
    assert list(stored_length_figures(tmp_path)) == []


def test_the_map_says_what_its_marks_are() -> None:
    text = (FOLDER / "map.svg").read_text(encoding="utf-8")
    assert "all labels right" in text
