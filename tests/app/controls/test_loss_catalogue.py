"""The catalogue to choose from: all losses by their slots, a sentence each, never in silence."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.loss_catalogue import COMPOSED_TITLE, FULL, GROUPS, grouped, swatch
from app.controls.losses import AT_MOST
from app.look.css import css
from losses.catalogue import COMPOSED, LOSSES
from tests.patience import SECONDS

NAMES = list(LOSSES)


def script() -> None:
    from app.controls.losses import choose_losses

    choose_losses()


@pytest.fixture
def page() -> AppTest:
    """A page with two losses, and the catalogue open."""
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.session_state["losses"] = ["norm_softmax", "arc_softmax"]
    page.run()
    page.button(key="pick-open").click().run()
    assert not page.exception
    return page


def picked(page: AppTest) -> list[str]:
    return [box.key.removeprefix("pick-") for box in page.checkbox if box.value]


def test_every_loss_has_one_plain_sentence() -> None:
    for name, spec in LOSSES.items():
        assert spec.about.endswith("."), name
        assert spec.about.count(". ") == 0
        assert len(spec.about) <= 85
    assert len({spec.about for spec in LOSSES.values()}) == len(LOSSES)


def test_every_loss_is_in_one_group() -> None:
    groups = grouped()
    assert list(groups) == list(GROUPS)
    assert sorted(spec.name for specs in groups.values() for spec in specs) == sorted(LOSSES)
    assert all(groups.values())
    by_title = {group.title: {spec.name for spec in specs} for group, specs in groups.items()}
    assert "arc_softmax" in by_title["Margin f"]
    assert by_title["Guidance h"] == {"sv_softmax"}
    assert "sv_arc_softmax" in by_title["f and h"]


def test_the_catalogue_shows_every_loss_with_its_sentence_and_equation(page: AppTest) -> None:
    assert {box.key for box in page.checkbox} == {f"pick-{name}" for name in (*NAMES, COMPOSED)}
    titles = {box.label for box in page.checkbox}
    assert titles == {*(spec.title for spec in LOSSES.values()), COMPOSED_TITLE}
    words = [note.value for note in page.markdown]
    for spec in LOSSES.values():
        assert spec.about in words
    captions = [note.value for note in page.caption]
    assert r"$f = \cos (\theta_y + m )$" in captions
    assert picked(page) == ["norm_softmax", "arc_softmax"]


def test_choosing_and_taking_away_changes_the_list_and_the_address(page: AppTest) -> None:
    page.checkbox(key="pick-sv_softmax").check().run()
    assert page.multiselect(key="losses").value == ["norm_softmax", "arc_softmax", "sv_softmax"]
    page.checkbox(key="pick-norm_softmax").uncheck().run()
    assert page.multiselect(key="losses").value == ["arc_softmax", "sv_softmax"]
    assert page.query_params["losses"] == ["Arc-Softmax", "SV-Softmax"]


def test_a_chip_taken_away_is_not_picked_in_the_catalogue(page: AppTest) -> None:
    page.multiselect(key="losses").set_value(["arc_softmax"]).run()
    assert picked(page) == ["arc_softmax"]


def test_six_chosen_losses_leave_the_catalogue_in_sight(page: AppTest) -> None:
    page.multiselect(key="losses").set_value(NAMES[:AT_MOST]).run()
    assert len(page.checkbox) == len(NAMES) + 1
    assert {box.key for box in page.checkbox if not box.disabled} == {
        f"pick-{name}" for name in NAMES[:AT_MOST]
    }
    assert any(FULL in note.value for note in page.markdown)
    page.checkbox(key=f"pick-{NAMES[0]}").uncheck().run()
    assert not any(box.disabled for box in page.checkbox)


def test_done_closes_it(page: AppTest) -> None:
    page.button(key="pick-done").click().run()
    assert not page.checkbox
    assert page.multiselect(key="losses").value == ["norm_softmax", "arc_softmax"]


def test_nothing_takes_all_losses_at_once(page: AppTest) -> None:
    assert page.multiselect(key="losses").proto.select_all == 0


def test_a_loss_has_the_colour_that_the_page_gives_it() -> None:
    for name in (*NAMES, COMPOSED):
        assert f"background:var(--mm-loss-{name})" in swatch(name)
        assert f"--mm-loss-{name}: " in css()
