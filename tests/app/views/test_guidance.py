"""The page "When does it help?" on rows whose truth is known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.views.guidance import CLICKED
from tests.app.face_sections.visiting import charts, stages
from tests.patience import SECONDS
from tests.toy_models.guidance.drawn_pictures import drawn
from tests.toy_models.guidance.drawn_rows import (
    as_predicted,
    confirmation_rows,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance import shown
from toy_models.guidance.answer import FILE, read_answer, save_answer
from toy_models.guidance.cells import screen
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.from_rows import computed
from toy_models.guidance.in_short import in_short
from toy_models.guidance.rows import Store

STUCK = screen()[7].name  # a setting in which a run of SV-Softmax got stuck
CONTROL = control_rows((0.40, 0.42, 0.405, 0.428))


def page(folder: object, kept: object) -> None:
    from app.views.guidance import when_does_it_help

    when_does_it_help(folder, kept)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stages 1 and 2, where SV gains in the cool cells with right labels, and the control."""
    made = tmp_path_factory.mktemp("guidance")
    screened = screen_rows(as_predicted, error_as_predicted)
    cells = [cell for cell, _ in chosen_cells(screened)]
    confirmed = confirmation_rows(cells, {"sv": 0.04, "hotter": 0.03})
    seen = {"looks": (40, 100), "tar_curve": (0.4, 0.5), "support_curve": (0.5, 0.1)}
    confirmed = [replace(row, stuck=row.arm == "random", **seen) for row in confirmed]
    screened = [
        replace(row, stuck=(row.cell, row.arm, row.seed) == (STUCK, "sv", 2)) for row in screened
    ]
    Store(made / "screen.jsonl", {}).add(screened)
    Store(made / "confirmation.jsonl", {}).add(confirmed)
    save_answer(computed(screened, confirmed, same_margin=CONTROL), made / FILE)
    return made


def visit(folder: Path, kept: Path, **query: str) -> AppTest:
    app = AppTest.from_function(page, kwargs={"folder": folder, "kept": kept})
    app.query_params.update(query)
    app.run(timeout=SECONDS)
    assert not app.exception
    return app


def test_the_answer_is_the_first_thing_on_the_page(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    assert [title.value for title in app.title] == ["When does a harder push on hard classes help?"]
    gains = sum(as_predicted(cell) > 0 for cell in screen())
    losses = sum(as_predicted(cell) < 0 for cell in screen())
    assert app.markdown[0].value == in_short(read_answer(folder / FILE))
    # What the losses, a point, a family and s_A are stands before everything that counts in them.
    for words in (
        "it becomes t cos + t − 1",
        "from 1, which is softmax, to 1.2 between 40 and 70 % of the steps",
        "SV-Arc is the push on top of Arc's margin",
        "one pair of two people in a thousand",
        "families of four",
        "√2 ln(K",
    ):
        assert words in app.caption[0].value
    counts = app.markdown[1].value
    assert f"better than softmax in {gains} of 32 settings, and worse in {losses}." in counts
    assert "Over all settings SV-Softmax minus softmax is" in app.markdown[2].value


def test_no_raw_name_of_the_usual_scale_is_on_the_page(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    texts = [part.value for part in (*app.markdown, *app.caption)]
    assert not any("s_A" in text.replace("$s_A$", "") for text in texts)
    assert not any("s_A" in name for box in app.selectbox for name in box.options)


def test_without_a_link_the_page_opens_a_setting_that_is_certain(
    folder: Path, tmp_path: Path
) -> None:
    certain = [
        point
        for point in read_answer(folder / FILE).points
        if point.difference.words in ("more", "less")
    ]
    largest = max(certain, key=lambda point: abs(point.difference.interval.mean))
    assert visit(folder, tmp_path).selectbox[0].value == largest.cell


def test_stuck_runs_and_what_there_was_to_push_stand_beside_the_comparisons(
    folder: Path, tmp_path: Path
) -> None:
    app = visit(folder, tmp_path)
    texts = "\n".join(markdown.value for markdown in app.markdown)
    assert "50% of the training pictures have a support vector. At the end all 12 runs with" in (
        texts
    )
    assert "At the end 1 of 4 runs with SV-Softmax are stuck" in "\n".join(
        caption.value for caption in visit(folder, tmp_path, cell=STUCK).caption
    )


def test_every_cell_is_a_point_of_the_map_with_its_interval(folder: Path, tmp_path: Path) -> None:
    found = read_answer(folder / FILE)
    (chart,) = visit(folder, tmp_path).get("plotly_chart")
    *halves, ring = json.loads(chart.proto.spec)["data"]
    assert "customdata" not in ring
    names = [name for half in halves for name, _ in half["customdata"]]
    assert sorted(names) == sorted(cell.name for cell in screen())
    of = {point.cell: point.difference.interval for point in found.points}
    for half in halves:
        for (name, _), y, up in zip(
            half["customdata"], half["y"], half["error_y"]["array"], strict=True
        ):
            assert y == pytest.approx(100 * of[name].mean)  # points
            assert y + up == pytest.approx(100 * of[name].high)


def test_a_link_opens_the_runs_of_its_cell(folder: Path, tmp_path: Path) -> None:
    cell = screen()[5]
    shown.save_shown(drawn(cell.name), shown.file_of(cell.name, tmp_path))
    app = visit(folder, tmp_path, cell=cell.name)
    assert app.selectbox[0].value == cell.name
    assert len(stages(app)) == 1
    assert any(f"$s_A$ = {cell.scale:.1f}" in text.value for text in app.markdown)
    lines = charts(app)["TAR at FAR 1 in 1,000 over the steps, both losses, every seed."]["data"]
    assert [line["name"] for line in lines if line["showlegend"]] == [
        "Softmax", "SV-Softmax, t raised"
    ]  # fmt: skip
    assert sum(line["name"].startswith("seed") for line in lines) == 8


def test_a_click_on_a_mark_says_where_its_runs_are(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    assert not app.toast
    app.session_state[CLICKED] = True
    app.run(timeout=SECONDS)
    assert [toast.value for toast in app.toast] == ["The runs of this setting stand below the map."]
    assert not app.run(timeout=SECONDS).toast


def test_a_link_to_no_cell_says_so_and_shows_another(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path, cell="K7 <script>")
    assert [warning.value for warning in app.warning] == [
        "The experiment has no setting of the name in this link; another is shown."
    ]


def test_the_contrasts_and_the_fates_are_those_of_the_rows(folder: Path, tmp_path: Path) -> None:
    app = visit(folder, tmp_path)
    alt = next(alt for alt in charts(app) if alt.startswith("Does guidance help softmax?"))
    assert alt.startswith("Does guidance help softmax? yes, by 4.0 points: +4.0 points (")
    assert "Does a push on random classes help? no difference: equal within 1 point" in alt
    alt = next(alt for alt in charts(app) if alt.startswith("With m = 0.2 for both"))
    assert "is SV-Arc better than Arc? yes, by 0.5 points, too little to notice: +0.5" in alt
    text = "\n".join(markdown.value for markdown in app.markdown)
    assert "**Held.** SV-Softmax gains only where" in text
    assert "**Held.** Half of any gain or more" in text


def test_without_a_picture_or_an_answer_the_page_says_what_makes_it(
    folder: Path, tmp_path: Path
) -> None:
    said = [caption.value for caption in visit(folder, tmp_path).caption]
    assert any("python -m toy_models.guidance.shown" in words for words in said)
    assert "--run" in visit(tmp_path, tmp_path).info[0].value
    (tmp_path / FILE).write_text("{")
    assert f"{FILE} is damaged" in visit(tmp_path, tmp_path).info[0].value
