"""The story: its captions agree with the stored runs, and its rows with the engine."""

from __future__ import annotations

import re

import numpy as np
import pytest

from app.drawing.files import file_text
from app.opening.facts import (
    ARC,
    SOFTMAX,
    SV_ARC,
    angles_N,
    kept_at,
    stored_people,
    stored_strangers,
)
from app.opening.notes import about, strangers_view
from app.opening.runs import MARGIN, PEOPLE, WARM_UP
from app.opening.story import SCENES, plain_story, scenes
from app.opening.strangers import BINS, MOST_DEGREES

RUN = stored_people()
BY_NAME = {scene.name: scene for scene in scenes()}


def figures(name: str) -> list[float]:
    """The numbers of a caption, in its order."""
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", BY_NAME[name].caption)]


def degrees_to_arrows(step: int, loss: int, n: int) -> tuple[float, float]:
    k = kept_at(RUN, step)
    cos_C = (RUN.features(k, loss)[n] @ RUN.weights(k, loss).T).clip(-1, 1)
    own = int(RUN.labels_N[n])
    return tuple(np.degrees(np.arccos([cos_C[own], np.delete(cos_C, own).max()])))


def mean_gap(loss: int) -> float:
    cos_NC = (RUN.features(-1, loss) @ RUN.weights(-1, loss).T).clip(-1, 1)
    rows = np.arange(len(cos_NC))
    own_N = np.arccos(cos_NC[rows, RUN.labels_N])
    cos_NC[rows, RUN.labels_N] = -1
    return float(np.degrees((np.arccos(cos_NC.max(1)) - own_N).mean()))


def test_the_support_vector_s_angles_are_those_of_its_picture() -> None:
    scene = BY_NAME["rival"]
    own, other = degrees_to_arrows(scene.steps[0], SOFTMAX, scene.focus)
    assert figures("rival") == pytest.approx([own, other], abs=0.6)
    assert other < own


def test_the_gaps_are_those_of_the_vectors() -> None:
    softmax, arc = map(mean_gap, (SOFTMAX, ARC))
    assert figures("softmax") == pytest.approx([softmax], abs=0.06)
    assert figures("gap") == pytest.approx([arc, softmax], abs=0.06)
    assert arc > softmax + 5


def test_the_rings_are_seen_in_their_scene() -> None:
    shown = RUN.arrays["support_samples_L"][:, SV_ARC] > 0
    begun, end = BY_NAME["guidance"].steps
    assert shown[kept_at(RUN, begun)]
    assert shown[kept_at(RUN, end)]


def test_both_families_of_losses_are_named() -> None:
    assert "margin" in BY_NAME["margin"].caption
    assert "Mining" in BY_NAME["guidance"].caption
    assert "guidance" in BY_NAME["guidance"].caption


def test_the_margin_is_the_run_s_and_the_picture_misses_it() -> None:
    scene = BY_NAME["margin"]
    own, other = degrees_to_arrows(scene.steps[0], ARC, scene.focus)
    assert 0 < other - own < np.degrees(MARGIN)
    assert figures("margin") == [round(np.degrees(MARGIN)), round(other) - round(own)]


def test_all_pictures_reach_the_margin_in_the_end() -> None:
    own_N, other_N = angles_N(RUN, -1, ARC)
    assert (other_N - own_N > np.degrees(MARGIN)).all()


def test_the_margin_is_shown_at_a_step_that_is_kept_before_it_begins() -> None:
    """Between kept steps the picture has angles that the caption does not."""
    step = BY_NAME["margin"].steps[0]
    assert step in RUN.steps_K
    assert step <= WARM_UP


def test_strangers_are_recognised_more_often_with_the_margin() -> None:
    """At one rate of mistakes: of all pairs of two people as many lie below each threshold."""
    strangers = stored_strangers()
    softmax, arc = strangers.recognised
    assert figures("strangers") == [round(100 * arc), round(100 * softmax)]
    assert arc > softmax
    edges = np.linspace(0, MOST_DEGREES, BINS + 1)[1:]
    for threshold, different_B in zip(strangers.thresholds, strangers.different_LB, strict=True):
        below = np.interp(threshold, edges, different_B.cumsum())
        assert below == pytest.approx(strangers.far, abs=0.003)


def test_a_distance_from_the_middle_is_an_angle_in_all_dimensions() -> None:
    """The pair's angle, which the picture writes, is the one that it draws."""
    strangers = stored_strangers()
    assert f"angles in {strangers.config.embedding} dimensions" in strangers_view()
    first, second = strangers.pair
    assert strangers.angles_LM[:, first] == pytest.approx([0, 0], abs=0.1)
    assert strangers.angles_LM[:, second] == pytest.approx(strangers.pair_angles, abs=1e-3)


def test_a_picture_that_leaves_the_app_names_its_run_and_seed() -> None:
    assert RUN.provenance in about()
    assert f"seed {PEOPLE.seed}" in about()


def test_it_lasts_three_quarters_of_a_minute_and_every_scene_has_a_key() -> None:
    assert 40 <= sum(scene.seconds for scene in SCENES) <= 50
    assert len(SCENES) <= 9
    assert len({scene.name for scene in SCENES}) == len(SCENES)
    assert all(re.fullmatch("[a-z]+", scene.name) for scene in SCENES)


def test_captions_are_short_and_complete() -> None:
    for scene in scenes():
        assert "{" not in scene.caption
        assert scene.caption.endswith((".", "?"))


def test_there_is_time_to_read() -> None:
    """About 15 characters a second, as under a film."""
    for scene in scenes():
        assert len(scene.caption) / scene.seconds <= 17, scene.name


def test_the_engine_knows_every_layer() -> None:
    known = re.findall(r'"(\w+)"', file_text("opening/browser/data.js").split("LAYERS =")[1])
    assert {layer for scene in SCENES for layer in scene.layers} == set(known)


def test_steps_and_panels_are_there() -> None:
    for scene in SCENES:
        assert 0 <= scene.steps[0] <= scene.steps[1] <= PEOPLE.steps
        assert set(scene.panels) <= {SOFTMAX, ARC, SV_ARC}
        assert bool(scene.panels) == (scene.name != "strangers")


def test_a_margin_and_its_look_for_every_loss() -> None:
    story = plain_story()
    assert story["margins"] == pytest.approx([0, np.degrees(MARGIN), np.degrees(MARGIN)])
    assert len(story["looks"]) == len(story["short"]) == len(story["notes"]) == len(RUN.titles)
