"""The face-run page: a run before any click, two side by side, one cursor, bad directories."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from app.face_runs import door
from app.views.face_run import SECTIONS
from face_training.probe.record import FOLDER
from tests.app.face_runs.made import directory
from tests.app.face_sections.visiting import Visit, captions, charts, html, on_stage, sound, stages


def test_the_page_opens_on_the_shipped_run_before_any_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "none yet"))
    shown = visit()
    assert shown.selectbox(key="face_run").value.startswith(door.SHIPPED_PREFIX)
    assert not shown.error
    assert not shown.warning
    (view,) = on_stage(shown)
    assert len(view.steps_K) > 5
    assert "<img" in html(shown)
    assert "One run shows how a loss works, not which is better" in captions(shown)


def test_without_any_run_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "none"))
    shown = visit(shipped=tmp_path / "nothing shipped")
    assert shown.info[0].value.startswith("There is no run yet: train one, and it appears here.")
    assert "FACE_RUNS" in shown.info[0].value


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("beside", "scheme"),
    [({}, "light"), ({"beside": "arc"}, "dark"), ({"beside": "other"}, "light")],
    ids=["one", "two", "two that differ"],
)
def test_every_section_stands_for_one_run_and_for_two(
    visit: Visit, section: str, beside: dict[str, str], scheme: str
) -> None:
    shown = visit(scheme=scheme, run="sv", section=section, **beside)
    assert not shown.error
    assert not shown.warning
    assert charts(shown) or "<img" in html(shown)
    assert "sv: SV-Softmax, Made for a test, data synthetic, network tiny" in captions(shown)


@pytest.mark.parametrize("beside", ["sv", "./sv"])
def test_a_run_beside_itself_is_one_run(visit: Visit, beside: str) -> None:
    shown = visit(run="sv", beside=beside)
    (view,) = on_stage(shown)
    assert view.titles == ("SV-Softmax",)
    assert "sv" not in shown.selectbox(key="face_beside").options[1:]


def test_a_run_that_is_chosen_no_longer_stands_beside_itself(visit: Visit) -> None:
    shown = visit(run="arc", beside="sv")
    sound(shown.selectbox(key="face_run").set_value("sv").run())
    assert shown.selectbox(key="face_beside").value == "nothing"
    assert len(on_stage(shown)[0].titles) == 1


def test_the_page_has_one_message(visit: Visit) -> None:
    (title,) = visit(run="sv", beside="arc").title
    assert title.value.startswith("SV-Softmax and Arc-Softmax learn the faces of ")


def test_one_cursor_moves_everything(visit: Visit) -> None:
    shown = visit(run="sv", section="Angles")
    slider = shown.select_slider(key="face_step")
    assert slider.value == 294  # the last
    sound(slider.set_value(126).run())
    assert "The same at step 126." in captions(shown)
    film = next(figure for alt, figure in charts(shown).items() if "over the steps" in alt)
    assert film["layout"]["shapes"][0]["x0"] == 126
    sound(shown.segmented_control(key="face_section").set_value("An identity").run())
    assert stages(shown)[0]["at"] == 3
    sound(shown.segmented_control(key="face_section").set_value("Hard pairs").run())
    assert "step 126" in shown.markdown[1].value


def test_the_cursor_stands_at_every_step_of_both_runs(visit: Visit) -> None:
    shown = visit(run="sv", beside="arc")
    steps = [
        int(step.removeprefix("step ").replace(",", ""))
        for step in shown.select_slider(key="face_step").options
    ]
    assert steps == sorted({*range(0, 300, 42), *range(0, 301, 75)})


def test_the_cursor_finds_its_place_in_another_run(visit: Visit) -> None:
    shown = visit(run="sv")
    sound(shown.select_slider(key="face_step").set_value(126).run())
    sound(shown.selectbox(key="face_run").set_value("arc").run())
    assert shown.select_slider(key="face_step").value == 150


def test_the_address_holds_the_state(visit: Visit) -> None:
    shown = visit(run="arc", section="Support vectors", step="75")
    assert shown.selectbox(key="face_run").value == "arc"
    assert shown.segmented_control(key="face_section").value == "Support vectors"
    assert shown.select_slider(key="face_step").value == 75
    assert "At step 75: rows are" in captions(shown)


def test_the_address_tells_the_step_whichever_it_is(visit: Visit) -> None:
    for asked, step in (("0", 0), ("126", 126), ("130", 126), ("99999", 294)):
        shown = visit(run="sv", step=asked)
        assert shown.select_slider(key="face_step").value == step
        assert shown.query_params["face_step"] in ([str(step)], str(step))


@pytest.mark.parametrize(
    "address",
    [
        {"step": "-1"},
        {"step": "9" * 400},
        {"step": "<script>"},
        {"section": "no such"},
        {"identity": "nobody (99)"},
    ],
    ids=str,
)
def test_an_address_with_something_unknown_in_it_opens_the_default(
    visit: Visit, address: dict[str, str]
) -> None:
    shown = visit(run="sv", **address)
    assert shown.select_slider(key="face_step").value == 294
    assert len(on_stage(shown)) == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty", "“empty” is not the directory of a run: there is no config.toml in it."),
        ("nowhere", "There is no run “nowhere” in the folder of runs."),
        ("../../etc", "“../../etc” leaves the folder of runs; only what is in it can be opened."),
        (
            "/etc/passwd",
            "“/etc/passwd” leaves the folder of runs; only what is in it can be opened.",
        ),
        ("<b>x</b>", "There is no run “<b>x</b>” in the folder of runs."),
    ],
)
def test_what_is_no_run_is_a_sentence(visit: Visit, name: str, sentence: str) -> None:
    shown = visit(run=name)
    (error,) = shown.error
    assert error.value.replace("\\", "") == sentence
    assert "<b>" not in error.value
    assert not stages(shown)
    sound(shown.selectbox(key="face_run").set_value("sv").run())
    assert not shown.error
    assert stages(shown)


def test_a_bad_run_beside_a_good_one_leaves_the_good_one(visit: Visit) -> None:
    shown = visit(run="sv", beside="empty")
    assert len(shown.error) == 1
    (view,) = on_stage(shown)
    assert view.titles == ("SV-Softmax",)


def test_a_damaged_file_is_a_sentence_and_the_rest_is_shown(
    visit: Visit, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(shelf / "sv", tmp_path / "mine" / "sv")
    (tmp_path / "mine" / "sv" / FOLDER / "step_00000042.npz").write_bytes(b"PK")
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "mine"))
    shown = visit(run="sv")
    (warning,) = shown.warning
    assert warning.value.replace("\\", "") == (
        "**sv**: probe/step_00000042.npz cannot be read: File is not a zip file. "
        "This step is left out."
    )
    assert 42 not in on_stage(shown)[0].steps_K


def test_a_run_without_samples_shows_its_curves_and_says_what_is_missing(visit: Visit) -> None:
    shown = visit(run="curves")
    assert "this run kept no samples" in shown.warning[0].value
    assert shown.info[0].value.startswith("This run remembers no samples")
    for section in SECTIONS:
        sound(shown.segmented_control(key="face_section").set_value(section).run())
    sound(shown.segmented_control(key="face_section").set_value("Curves").run())
    assert len(charts(shown)) == 2


def test_a_run_that_goes_on_is_read_again(
    visit: Visit, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(shelf / "sv", mine / "sv")
    late = mine / "sv" / FOLDER / "step_00000294.npz"
    late.rename(tmp_path / "late")
    monkeypatch.setenv("FACE_RUNS", str(mine))
    shown = visit(run="sv")
    assert on_stage(shown)[0].steps_K[-1] == 252
    (tmp_path / "late").rename(late)
    sound(shown.run())
    assert on_stage(shown)[0].steps_K[-1] == 294


@pytest.mark.slow
def test_with_ten_thousand_identities_a_visit_takes_a_moment(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classes = 10_000
    directory(
        tmp_path / "large" / "run", classes=classes, identities=50, images=10, wrong=9, steps=6,
        dimension=128,
    )  # fmt: skip
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "large"))
    shown = visit(run="run")
    assert f"of {classes:,} identities" in captions(shown)
    (view,) = on_stage(shown)
    assert len(view.class_names) <= 10
    for section in SECTIONS:
        begun = time.perf_counter()
        sound(shown.segmented_control(key="face_section").set_value(section).run())
        print(f"{section}: {time.perf_counter() - begun:.2f} s")
        for figure in charts(shown).values():
            assert sum(np.size(trace.get("z", 0)) for trace in figure["data"]) < 50_000
    assert len(html(shown)) < 2_000_000
