"""The challenges as a table: eight, short, and each can be set at the controls."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.challenges.attempt import changes
from app.challenges.challenge import Challenge
from app.challenges.table import BY_SLUG, CHALLENGES
from app.controls.settings import widgets_of
from app.toy_runs.cost import seconds_to_train
from lessons.course import COURSE

EACH = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.slug)
SECONDS = 10.0  # of one quiet core, for every attempt of the table


def test_there_are_eight_and_none_looks_like_another() -> None:
    assert len(CHALLENGES) == len(BY_SLUG) == 8
    for name in ("slug", "title", "story", "goal", "config", "why", "taught"):
        assert len({getattr(challenge, name) for challenge in CHALLENGES}) == 8, name


def test_the_page_for_lecturers_names_them_all() -> None:
    page = (Path(__file__).parents[3] / "docs" / "lecture.md").read_text()
    names = page.partition("The names: ")[2].partition(".\n")[0]
    assert re.findall(r"`([a-z-]+)`", names) == list(BY_SLUG)


@EACH
def test_the_words_are_short(challenge: Challenge) -> None:
    assert re.fullmatch(r"[a-z-]{3,20}", challenge.slug)
    assert len(challenge.title) <= 40
    assert len(re.findall(r"[.?](?: |$)", challenge.story)) == 2
    assert max(len(challenge.story), len(challenge.goal), len(challenge.why)) <= 190
    assert len(challenge.taught) <= 90
    assert len(challenge.hints) == 3
    for words in (*challenge.hints, *challenge.says.values()):
        assert len(words) <= 150
        assert words[-1] in ".?"


@EACH
def test_there_are_two_wrong_ways_at_least_and_each_has_its_sentence(challenge: Challenge) -> None:
    assert len(challenge.wrong) >= 2
    for name, config in challenge.wrong.items():
        assert list(changes(challenge.config, config)) == [name]
        assert challenge.says[name]


@EACH
def test_the_way_is_one_allowed_change(challenge: Challenge) -> None:
    (changed,) = changes(challenge.config, challenge.way)
    assert changed in challenge.free


@EACH
def test_the_controls_can_make_every_attempt_and_it_trains_in_seconds(challenge: Challenge) -> None:
    for config in (challenge.config, challenge.way, *challenge.wrong.values()):
        assert widgets_of(config)
        assert seconds_to_train(config) < SECONDS


@EACH
def test_a_lesson_that_there_is_explains_it(challenge: Challenge) -> None:
    assert challenge.lesson in COURSE.folders


def test_what_stays_is_made_of_what_may_not_be_changed() -> None:
    assert BY_SLUG["stuck"].kept == (
        "These stay as they are: data, losses, features, wrong labels, seed, SV-Softmax t, s."
    )
    assert BY_SLUG["break-cosface"].kept == "Everything but AM-Softmax m stays as it is."
    for challenge in CHALLENGES:
        assert not [name for name in challenge.free[1:] if f" {name}," in challenge.kept]
