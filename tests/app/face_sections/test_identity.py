"""An identity on the stage with its rivals, and the story of one of its samples."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from app.face_sections import identity
from tests.app.face_sections.visiting import Visit, captions, charts, html, on_stage, sound
from tests.patience import SECONDS


def test_an_identity_is_on_the_stage_with_its_rivals(visit: Visit) -> None:
    shown = visit(run="sv")
    (view,) = on_stage(shown)
    names = shown.selectbox(key="face_identity").options
    assert len(names) == 6
    chosen = shown.selectbox(key="face_identity").value
    assert chosen.startswith(f"{view.class_names[0]} (")
    other = next(name for name in names if name != chosen)
    sound(shown.selectbox(key="face_identity").set_value(other).run())
    (view,) = on_stage(shown)
    assert other.startswith(f"{view.class_names[0]} (")


def test_the_identity_with_most_support_vectors_late_comes_first(visit: Visit) -> None:
    shown = visit(run="sv")  # the wrong labels are all of one person
    (view,) = on_stage(shown)
    assert (view.labels_N != view.true_labels_N).sum() == 2
    assert set(view.labels_N[view.labels_N != view.true_labels_N]) == {0}


def test_the_words_under_the_stage_are_about_what_it_draws() -> None:
    many, few = identity.what_is_drawn(64), identity.what_is_drawn(2)
    assert "diagonal" in many
    assert "arrows class weights" not in many
    assert "arrows class weights" in few
    assert "diagonal" not in few


def test_comparable_runs_share_a_stage_and_others_do_not(visit: Visit) -> None:
    (view,) = on_stage(visit(run="sv", beside="arc"))
    assert view.titles == ("SV-Softmax", "Arc-Softmax")
    shown = visit(run="sv", beside="other")
    assert "These runs remember different samples" in captions(shown)
    assert all(len(view.titles) == 1 for view in on_stage(shown))


def test_where_the_reader_leaves_the_stages_clock_the_page_follows() -> None:
    st.session_state.face_step = 0
    identity.rest([0, 42, 84], 2)
    assert st.session_state.face_step == 84
    identity.rest([0, 42, 84], 9)
    assert st.session_state.face_step == 84


def sample_page(folders, sample):  # type: ignore[no-untyped-def]
    from app.face_runs.neighbourhood import neighbourhood
    from app.face_runs.reading import read
    from app.face_sections.identity import show_sample
    from app.face_sections.seen import Seen
    from app.look.themes import LIGHT

    runs = tuple(read(folder, folder.name) for folder in folders)
    seen = Seen(runs, 0, LIGHT)
    shown = neighbourhood(runs, int(runs[0].samples.identities_I[0]))
    chosen = int(shown.scene.samples_N[0]) if sample is None else sample
    show_sample(seen, runs[0], shown, chosen)


def test_a_sample_of_the_stage_tells_its_story(runs: Path) -> None:
    folders = [runs / "sv", runs / "arc"]
    page = AppTest.from_function(sample_page, args=(folders, None), default_timeout=SECONDS)
    shown = sound(page.run())
    stories = [text.value for text in shown.markdown if "support vector" in text.value]
    assert [story.split(":")[0] for story in stories] == ["**SV\\-Softmax**", "**Arc\\-Softmax**"]
    assert "sample 3" in html(shown)
    of_another_run = AppTest.from_function(
        sample_page, args=(folders, 987_654), default_timeout=SECONDS
    )
    assert not sound(of_another_run.run()).markdown


def test_the_rivals_of_each_run_are_shown_over_its_steps(visit: Visit) -> None:
    shown = charts(visit(run="sv", beside="arc"))
    (view,) = on_stage(visit(run="sv", beside="arc"))
    person = view.class_names[0]
    assert list(shown) == [
        f"{name}: the rivals of {person} over the steps." for name in ("sv", "arc")
    ]
    for figure in shown.values():
        assert person not in figure["layout"]["yaxis"]["ticktext"]
        assert len(figure["layout"]["yaxis"]["ticktext"]) == identity.RIVALS
