"""The face-run page: a run before any click, two side by side, one cursor, bad directories."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.face_runs import door
from app.face_runs.neighbourhood import Neighbourhood
from app.stage.routes import RUNS_URL, offers
from app.views import face_run as module
from face_training.probe_record import FOLDER
from tests.app.face_runs.made import directory

SECONDS = 60
SECTIONS = list(module.SECTIONS)
Visit = Callable[..., AppTest]


def page() -> None:
    from app.views.face_run import face_run

    face_run()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs that tests only read."""
    top = tmp_path_factory.mktemp("runs")
    directory(top / "sv")
    directory(top / "arc", loss="arc_softmax", steps=5)
    directory(top / "other", seed=3, classes=40)
    directory(top / "curves", probe=False)
    (top / "empty").mkdir()
    return top


@pytest.fixture
def runs(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACE_RUNS", str(shelf))
    return shelf


@pytest.fixture(autouse=True)
def _forget() -> None:
    st.cache_resource.clear()


@pytest.fixture
def visit(runs: Path) -> Visit:
    """Open the page with an address, and a colour scheme if given."""

    def open_page(scheme: str | None = None, **address: Any) -> AppTest:
        shown = AppTest.from_function(page, default_timeout=SECONDS)
        shown.query_params = {f"face_{name}": value for name, value in address.items()}
        shown.context = {"theme": scheme}
        return sound(shown.run())

    return open_page


def sound(shown: AppTest) -> AppTest:
    assert not shown.exception
    return shown


def stages(shown: AppTest) -> list[dict[str, Any]]:
    return [json.loads(stage.proto.json) for stage in shown.get("bidi_component")]


def on_stage(shown: AppTest) -> list[Neighbourhood]:
    found = [offers.find(told["run"].removeprefix(f"{RUNS_URL}/")) for told in stages(shown)]
    assert all(isinstance(one, Neighbourhood) for one in found)
    return found  # type: ignore[return-value]


def charts(shown: AppTest) -> dict[str, Any]:
    """The figures on the page, by the alternative text that each must have."""
    found = {}
    for element in shown.get("plotly_chart"):
        assert element.proto.alt
        found[element.proto.alt] = json.loads(element.proto.spec)
    return found


def captions(shown: AppTest) -> str:
    """Without the signs that keep Markdown from reading names."""
    return "\n".join(re.sub(r"\\(.)", r"\1", caption.value) for caption in shown.caption)


def html(shown: AppTest) -> str:
    return "\n".join(element.proto.body for element in shown.get("html"))


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
    monkeypatch.setattr(door, "SHIPPED", tmp_path / "nothing shipped")
    shown = visit()
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


def test_an_identity_is_on_the_stage_with_its_rivals(visit: Visit) -> None:
    shown = visit(run="sv")
    (view,) = on_stage(shown)
    names = shown.selectbox(key="face_identity").options
    assert len(names) == 6
    chosen = shown.selectbox(key="face_identity").value
    assert chosen == f"{view.class_names[0]} ({view.classes_C[0]})"
    other = next(name for name in names if name != chosen)
    sound(shown.selectbox(key="face_identity").set_value(other).run())
    (view,) = on_stage(shown)
    assert other == f"{view.class_names[0]} ({view.classes_C[0]})"


def test_the_identity_with_most_support_vectors_late_comes_first(visit: Visit) -> None:
    shown = visit(run="sv")  # the wrong labels are all of one person
    (view,) = on_stage(shown)
    assert (view.labels_N != view.true_labels_N).sum() == 2
    assert set(view.labels_N[view.labels_N != view.true_labels_N]) == {0}


def test_comparable_runs_share_a_stage_and_others_do_not(visit: Visit) -> None:
    (view,) = on_stage(visit(run="sv", beside="arc"))
    assert view.titles == ("SV-Softmax", "Arc-Softmax")
    shown = visit(run="sv", beside="other")
    assert "These runs remember different samples" in captions(shown)
    assert all(len(view.titles) == 1 for view in on_stage(shown))


def test_a_run_beside_itself_is_one_run(visit: Visit) -> None:
    (view,) = on_stage(visit(run="sv", beside="sv"))
    assert view.titles == ("SV-Softmax",)


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
    steps = [int(step.replace(",", "")) for step in shown.select_slider(key="face_step").options]
    assert steps == sorted({*range(0, 300, 42), *range(0, 301, 75)})


def test_the_cursor_finds_its_place_in_another_run(visit: Visit) -> None:
    shown = visit(run="sv")
    sound(shown.select_slider(key="face_step").set_value(126).run())
    sound(shown.selectbox(key="face_run").set_value("arc").run())
    assert shown.select_slider(key="face_step").value == 150


def test_where_the_reader_leaves_the_stages_clock_the_page_follows() -> None:
    st.session_state.face_step = 0
    module._rest([0, 42, 84], 2)
    assert st.session_state.face_step == 84
    module._rest([0, 42, 84], 9)
    assert st.session_state.face_step == 84


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


def test_a_sample_of_the_stage_tells_its_story(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "stage", lambda view, **_: [int(view.samples_N[0])])
    shown = visit(run="sv", beside="arc")
    stories = [text.value for text in shown.markdown if "support vector" in text.value]
    assert [story.split(":")[0] for story in stories] == ["**SV\\-Softmax**", "**Arc\\-Softmax**"]
    assert "sample 3" in html(shown)
    monkeypatch.setattr(module, "stage", lambda view, **_: [987_654])  # of another run
    sound(visit(run="sv"))


def test_suspects_are_shown_with_the_people_they_are_taken_for(visit: Visit) -> None:
    shown = visit(run="sv", section="Label suspects")
    (sentence,) = [text.value for text in shown.markdown if "lose for long" in text.value]
    assert sentence == (
        "**sv**: 3 of 30 samples lose for long after step 126, 2 to the end. 2 of them truly have "
        "a wrong label; the probe has 2 wrong labels in all."
    )
    told = html(shown)
    assert told.count("a wrong label: it is person") == 2
    assert told.count("<img") == 8  # of one rival the probe has no picture
    assert told.count("loses to: person") == 2


def test_hard_pairs_frame_a_wrong_label(visit: Visit) -> None:
    shown = visit(run="sv", section="Hard pairs")
    genuine, impostor = (element.proto.body for element in shown.get("html"))
    assert genuine.count('role="listitem"') == impostor.count('role="listitem"') == 8
    assert genuine.count("° apart") == 8
    assert "--st-primary-color" in genuine


def test_the_roc_has_the_evaluations_points_and_the_probes_pairs(visit: Visit) -> None:
    shown = visit(run="sv", section="Verification")
    (roc,) = [figure for alt, figure in charts(shown).items() if alt.startswith("ROC")]
    names = [line["name"] for line in roc["data"]]
    assert names == ["sv, the probe's pairs"]  # the evaluation came at step 300, after the cursor
    arc = visit(run="arc", section="Verification")
    (roc,) = [figure for alt, figure in charts(arc).items() if alt.startswith("ROC")]
    assert roc["data"][0]["name"] == "arc, unseen at step 300"


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
    assert len(view.classes_C) <= 10
    for section in SECTIONS:
        begun = time.perf_counter()
        sound(shown.segmented_control(key="face_section").set_value(section).run())
        print(f"{section}: {time.perf_counter() - begun:.2f} s")
        for figure in charts(shown).values():
            assert sum(np.size(trace.get("z", 0)) for trace in figure["data"]) < 50_000
    assert len(html(shown)) < 2_000_000
