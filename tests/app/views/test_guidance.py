"""The page "When does it help?" on rows whose truth is known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.face_sections.visiting import charts, stages
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance import shown
from toy_models.guidance.answer import FILE, computed, read, save
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.rows import Row, Store

SECONDS = 60


def page(folder: object, kept: object) -> None:
    from app.views.guidance import when_does_it_help

    when_does_it_help(folder, kept)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both stages, where SV gains in the cool cells with right labels."""
    made = tmp_path_factory.mktemp("guidance")
    screened = screen_rows(as_predicted, error_as_predicted)
    cells = [cell for cell, _ in chosen_cells(screened)]
    confirmed = confirmation_rows(cells, {"sv": 0.04, "hotter": 0.03})
    Store(made / "screen.jsonl", {}).add(screened)
    save(computed(screened, confirmed), made / FILE)
    return made


def visit(folder: Path, kept: Path, **query: str) -> AppTest:
    app = AppTest.from_function(page, kwargs={"folder": folder, "kept": kept})
    app.query_params.update(query)
    app.run(timeout=SECONDS)
    assert not app.exception
    return app


def drawn(cell: str) -> shown.Shown:
    """Two arms of unit vectors that anybody can draw."""
    draw = np.random.default_rng(0)

    def unit(*shape: int) -> shown.Array:
        vectors = draw.standard_normal(shape)
        vectors /= np.linalg.norm(vectors, axis=-1, keepdims=True)
        return np.round(vectors * 32767).astype(np.int16)

    steps, arms, samples, people = 2, 2, 48, 8
    return shown.Shown(
        cell=cell,
        titles=("Softmax", "SV, t raised"),
        losses=("norm_softmax", "sv_softmax"),
        parameters=("s = 6.0", "s = 6.0"),
        class_names=tuple(f"person {k}" for k in range(people)),
        labels_N=np.repeat(np.arange(people), 6).astype(np.uint16),
        true_labels_N=np.repeat([1, *range(1, 7), people], 6).astype(np.uint16),
        samples_N=np.arange(samples, dtype=np.int32),
        steps_K=np.array([1, 40], np.int32),
        arrays={
            "features_LND": unit(steps, arms, samples, 8),
            "weights_LCD": unit(steps, arms, people, 8),
            "support_LNc": np.zeros((steps, arms, samples, 1), np.uint8),
            "log_h_LN": np.zeros((steps, arms, samples), np.float16),
            "rival_LN": np.zeros((steps, arms, samples), np.uint16),
            "target_angle_LN": np.ones((steps, arms, samples), np.float16),
            "rival_angle_LN": np.ones((steps, arms, samples), np.float16),
            "margin_LT": np.zeros((steps, arms, 129), np.float32),
            "test_accuracy_L": np.full((steps, arms), 0.5, np.float32),
            "support_samples_L": np.full((steps, arms), 0.5, np.float32),
        },
    )


def test_the_answer_is_the_first_thing_on_the_page(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    assert [title.value for title in app.title] == ["When does a harder push on hard classes help?"]
    gains = sum(as_predicted(cell) > 0 for cell in screen())
    losses = sum(as_predicted(cell) < 0 for cell in screen())
    first = app.markdown[0].value
    assert f"it accepts more strangers rightly in {gains}, fewer in {losses}" in first
    assert "at s = 2.5 s_A" in first


def test_every_cell_is_a_point_of_the_map_with_its_interval(folder: Path, tmp_path: Path) -> None:
    found = read(folder / FILE)
    halves = next(iter(charts(visit(folder, tmp_path)).values()))["data"]
    names = [name for half in halves for name, _ in half["customdata"]]
    assert sorted(names) == sorted(cell.name for cell in screen())
    of = {point.cell: point.difference.interval for point in found.points}
    for half in halves:
        for (name, _), y, up in zip(
            half["customdata"], half["y"], half["error_y"]["array"], strict=True
        ):
            assert y == pytest.approx(of[name].mean)
            assert y + up == pytest.approx(of[name].high)


def test_a_link_opens_the_runs_of_its_cell(folder: Path, tmp_path: Path) -> None:
    cell = screen()[5]
    shown.save(drawn(cell.name), shown.file_of(cell.name, tmp_path))
    app = visit(folder, tmp_path, cell=cell.name)
    assert app.selectbox[0].value == cell.name
    assert len(stages(app)) == 1
    assert any(f"s_A = {cell.scale:.1f}" in text.value for text in app.markdown)
    lines = charts(app)["TAR at FAR 1e-3 over the steps, both losses, every seed."]["data"]
    assert [line["name"] for line in lines if line["showlegend"]] == [
        "Softmax", "SV-Softmax, t raised"
    ]  # fmt: skip
    assert sum(line["name"].startswith("seed") for line in lines) == 8


def test_a_link_to_no_cell_says_so_and_shows_another(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path, cell="K7 <script>")
    assert [warning.value for warning in app.warning] == [
        "The experiment has no cell of the name in this link; another is shown."
    ]


def test_the_contrasts_and_the_fates_are_those_of_the_rows(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    alt = next(alt for alt in charts(app) if alt.startswith("Does guidance help softmax?"))
    assert alt.startswith("Does guidance help softmax?  yes, more: +0.04")
    assert "Random rivals instead  equal within 0.01" in alt
    text = "\n".join(markdown.value for markdown in app.markdown)
    assert "**Held.** SV-Softmax gains only where" in text
    assert "**Held.** Half of any gain or more" in text


def test_without_a_picture_or_an_answer_the_page_says_what_makes_it(
    folder: Path, tmp_path: Path
) -> None:
    assert "python -m toy_models.guidance.shown" in visit(folder, tmp_path).info[0].value
    assert "--run" in visit(tmp_path, tmp_path).info[0].value
    (tmp_path / FILE).write_text("{")
    assert f"{FILE} is damaged" in visit(tmp_path, tmp_path).info[0].value


def test_what_is_saved_is_what_is_read(folder: Path) -> None:
    rows: list[Row] = screen_rows(as_predicted, error_as_predicted)
    rows[1] = replace(rows[1], diverged_at=3, tar=float("nan"))
    found = computed(rows, [])
    save(found, folder / "again.json")
    assert read(folder / "again.json") == found
    assert (found.trainings, found.diverged) == (256, 1)
    assert json.loads((folder / "again.json").read_text())["contrasts"] == []


def test_a_kept_cell_comes_back_whole(tmp_path: Path) -> None:
    made = drawn("K9 d8")
    file = shown.file_of(made.cell, tmp_path)
    shown.save(made, file)
    found = shown.read(made.cell, tmp_path)
    assert (found.titles, found.class_names) == (made.titles, made.class_names)
    for name, array in made.arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array)
    file.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="is damaged"):
        shown.read(made.cell, tmp_path)
