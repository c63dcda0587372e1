"""Every challenge against its stored attempts over five seeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.challenges.attempt import attempt_of
from app.challenges.challenge import Challenge
from app.challenges.checked import (
    MORE_SEEDS,
    NOTHING,
    WAY,
    WITH_LUCK,
    attempts,
    check,
    checked,
    holds,
    stored,
    with_seed,
)
from app.challenges.judge import Standing, judge
from app.challenges.table import BY_SLUG, CHALLENGES
from tests.app.runs import run_of, small_config
from toy_models.training import train

EACH = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.slug)


def test_exactly_the_challenges_are_stored() -> None:
    assert stored().keys() == BY_SLUG.keys()


@EACH
def test_on_five_seeds_the_way_solves_it_and_nothing_else_does(challenge: Challenge) -> None:
    found = list(checked(challenge))
    assert len(found) == (2 + len(challenge.wrong)) * (1 + MORE_SEEDS)
    for seeded, name, attempt in found:
        verdict = judge(seeded, attempt)
        assert holds(seeded, name, attempt), (name, attempt)
        if name == NOTHING:
            assert verdict.standing is Standing.UNTOUCHED
        elif name != WAY and (challenge.slug, name, seeded.config.seed) not in WITH_LUCK:
            assert challenge.says[name] in verdict.words


def test_with_the_readers_seed_and_most_others_no_wrong_way_solves_it() -> None:
    ways = [(slug, name) for slug, name, _ in WITH_LUCK]
    assert max(map(ways.count, ways)) < (1 + MORE_SEEDS) / 2
    for slug, _, seed in WITH_LUCK:
        assert seed != BY_SLUG[slug].config.seed


def test_numbers_of_another_run_are_refused() -> None:
    other = replace(CHALLENGES[0], config=CHALLENGES[1].config)
    with pytest.raises(ValueError, match="of another run"):
        list(checked(other))


def test_another_seed_is_another_seed_in_every_attempt() -> None:
    challenge = with_seed(BY_SLUG["stuck"], 7)
    seeds = {name: config.seed for name, config in attempts(challenge).items()}
    assert seeds.pop("seed") == 8
    assert set(seeds.values()) == {7}


def test_a_check_trains_every_attempt_with_every_seed_but_what_is_refused_anyway() -> None:
    tiny = replace(
        CHALLENGES[0],
        config=small_config(0, steps=2),
        way=small_config(0, steps=3),
        wrong={"steps": small_config(0, steps=4), "batch": small_config(0, steps=2, batch=8)},
        free=("steps",),
    )
    lines: list[str] = []
    found = check(tiny, run_of, lines.append)
    assert found.keys() == {NOTHING, WAY, "steps", "batch"}
    assert len(lines) == 4 * (1 + MORE_SEEDS)
    assert all(entry["measures"] for entry in found["steps"])
    assert not any(entry["measures"] for entry in found["batch"])  # refused without training
    for name in (WAY, "steps"):
        assert len({entry["digest"] for entry in found[name]}) == 1 + MORE_SEEDS


def test_the_quickest_is_solved_and_not_by_doing_nothing_as_trained_now() -> None:
    challenge = CHALLENGES[0]
    nothing, way = (train(replace(run, kept=2)) for run in (challenge.config, challenge.way))
    assert challenge.missing(attempt_of(nothing))
    assert judge(challenge, attempt_of(way)).standing is Standing.SOLVED


@pytest.mark.slow
@EACH
def test_every_attempt_comes_out_so_when_it_is_trained_again(challenge: Challenge) -> None:
    for name, config in attempts(challenge).items():
        assert holds(challenge, name, attempt_of(train(config))), name
