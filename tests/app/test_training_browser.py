"""The Playground trains in a real browser what its controls say, and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.app.stage_visit import CANVAS, Visit

pytestmark = pytest.mark.slow  # a journey through several trainings

FOLLOWS = "stage.followed?.run && stage.followed.run === stage.run"


def schedule(visit: Visit) -> str:
    """What is said of the schedule while its controls are folded away."""
    words: str = visit.page.evaluate(
        "getComputedStyle(document.querySelector('.st-key-folded-schedule summary p'), '::after')"
        ".content"
    )
    return words


@pytest.fixture
def dark(profile: Any, address: str) -> Iterator[Visit]:
    visit = Visit(profile, address, scheme="dark", width=1400)
    yield visit
    visit.page.close()


def choose_blobs(dark: Visit) -> None:
    """Other data, which are trained at once; the controls of data and schedule are open."""
    page = dark.page
    page.locator(".st-key-data input").click()
    page.get_by_role("option", name="Blobs").click()
    page.wait_for_selector(".st-key-blobs_classes", state="attached")
    dark.wait_for(f"{FOLLOWS} && stage.run.classNames.length === 5")  # it trains already
    for key in ("data", "schedule"):
        page.locator(f".st-key-folded-{key} summary").click()


def train_the_smallest(dark: Visit) -> None:
    choose_blobs(dark)
    for key in ("blobs_samples", "steps"):
        dark.page.locator(f".st-key-{key} input[type=range]").press("Home")
    dark.page.get_by_text("Data: blobs, 100 training samples shown. 50 of 50 steps").wait_for()
    dark.rest()


def train_the_largest(dark: Visit) -> None:
    """A small training is over before a slow browser has looked at it."""
    choose_blobs(dark)
    for key in ("blobs_samples", "batch", "hidden", "steps"):
        dark.page.locator(f".st-key-{key} input[type=range]").press("End")
    dark.rest()
    dark.page.locator(".stage .player", has_text="of 3000").wait_for()
    dark.wait_for(f"{FOLLOWS} && stage.run.frames.length > 2")


def stop(dark: Visit) -> None:
    dark.page.get_by_role("button", name="Stop: keep what is trained so far").click()
    dark.page.get_by_text("of 3,000 steps of adam").wait_for()
    dark.rest()


def test_moved_controls_are_trained_in_the_same_panels(dark: Visit) -> None:
    page = dark.page
    canvas = page.locator(CANVAS).element_handle()
    train_the_smallest(dark)
    dark.wait_for("stage.run.steps.at(-1) === 50")
    assert page.locator(".st-key-steps input[type=range]").is_visible()  # it is still open
    assert "· 50 steps ·" in schedule(dark)
    assert "data=" in page.evaluate("location.search")
    assert page.locator(".stAlert").count() == 0
    assert canvas.evaluate("canvas => canvas.isConnected")
    dark.assert_sound()


def test_a_loss_that_is_ticked_in_the_catalogue_is_trained(dark: Visit) -> None:
    """The browser sends its own list of losses with every run of the page."""
    page = dark.page
    train_the_smallest(dark)
    losses = dark.stage("stage.run.losses")
    for loss, more in (("Softmax", -1), ("F-Softmax", 1)):
        page.get_by_role("button", name="All losses, with equations").click()
        dialog = page.get_by_role("dialog")
        tab = "Plain" if loss == "Softmax" else "Mining g"
        dialog.get_by_role("tab", name=tab).click()
        dialog.locator("label").get_by_text(loss, exact=True).click()
        losses += more
        dialog.get_by_text(f"{losses} of at most 6 losses").wait_for()
        dialog.get_by_role("button", name="Done").click()
        dialog.wait_for(state="detached")
        dark.wait_for(f"stage.run.losses === {losses}")
    dark.wait_for("stage.run.titles.includes('F-Softmax')")
    dark.assert_sound()


def test_a_training_grows_on_the_stage_and_can_be_stopped(dark: Visit) -> None:
    page = dark.page
    train_the_largest(dark)
    grown = dark.stage("stage.run.frames.length")
    dark.wait_for(f"stage.run.frames.length > {grown}")
    assert dark.stage("stage.clock.head === stage.run.last || stage.clock.playing")
    page.locator(".stage .player .training", has_text="left").wait_for()
    stop(dark)
    assert dark.stage("stage.run.steps.at(-1)") < 3000
    page.locator(".st-key-difference", has_text="of 3,000.").wait_for()
    dark.assert_sound()


def test_a_training_under_way_lets_itself_be_looked_into(dark: Visit) -> None:
    page = dark.page
    train_the_largest(dark)
    dark.stage("stage.select([0])")
    sample = dark.stage("stage.run.ids[0]")
    page.locator(".inspector-full .label").get_by_text(f"sample {sample}").wait_for()
    stood = page.locator(".inspector .where").inner_text()
    page.wait_for_function(
        "stood => ![undefined, stood].includes("
        "document.querySelector('.inspector .where')?.innerText)",
        arg=stood,
    )
    page.locator("h1").click()  # the keys work anywhere
    page.keyboard.press("Space")
    page.locator(".stage .player .training", has_text="training paused").wait_for()
    dark.rest()
    dark.wait_for("stage.clock.head === stage.run.last && !stage.clock.playing")
    step = dark.stage("stage.run.steps.at(-1)")
    page.keyboard.press("ArrowRight")  # the first arrow after a pause: a step of the training
    dark.wait_for(f"stage.run.steps.at(-1) > {step} && stage.clock.head === stage.run.last")
    page.keyboard.press("Space")
    page.locator(".stage .player .training", has_text="left").wait_for()
    stop(dark)
    assert dark.stage("[...stage.selection]") == [0]
    page.locator(".inspector-full .label").get_by_text(f"sample {sample}").wait_for()
    dark.assert_sound()


def test_keys_go_to_the_control_that_has_the_focus(dark: Visit) -> None:
    page = dark.page
    train_the_largest(dark)
    stop(dark)
    head = dark.stage("stage.clock.head")
    page.locator(".st-key-hidden input[type=range]").press("ArrowLeft")
    dark.wait_for(f"{FOLLOWS} && stage.run.frames.length > 2")
    assert "MLP 128 × 128" in schedule(dark)
    assert dark.stage("stage.clock.head") != head or dark.stage("stage.clock.following")
    page.locator(".st-key-hidden input[type=range]").press("Space")  # a slider has no use for it
    page.locator(".stage .player .training", has_text="training paused").wait_for()
    page.get_by_role("button", name="Stop: keep what is trained so far").click()
    page.locator(".st-key-difference").wait_for()
