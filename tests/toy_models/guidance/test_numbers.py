"""The numbers for sentences, on rows whose truth is known."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.toy_models.guidance.drawn_rows import (
    ROW,
    as_predicted,
    confirmation_rows,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.cells import screen
from toy_models.guidance.numbers import numbers, stored_numbers
from toy_models.guidance.rows import Store
from toy_models.guidance.stages.own_settings import TUNING_SEEDS

FIRST = screen_rows(as_predicted, error_as_predicted)
COOL = next(cell for cell in screen() if cell.heat < 1 and not cell.wrong)
GAINS = {"sv": 0.04, "hotter": 0.03, "oracle": 0.08}
FOURTH = control_rows((0.40, 0.42, 0.41, 0.43))
SECOND = confirmation_rows([COOL], GAINS)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    third = [
        replace(ROW, cell=COOL.name, seed=seed, arm="norm s0.8", stuck=seed == TUNING_SEEDS[0])
        for seed in TUNING_SEEDS
    ]
    broken = replace(SECOND[0], tar=float("nan"), diverged_at=3, stuck=True)
    return numbers(
        FIRST, [broken, replace(SECOND[1], stuck=True), *SECOND[2:]], third, {"same_margin": FOURTH}
    )


def test_every_contrast_of_the_screen_is_counted_once_by_its_words(found: dict[str, Any]) -> None:
    """A quarter of the cells gain, a quarter lose, and the hot half is equal."""
    one = found["screen"]
    assert (one["more"], one["less"], one["equal"] + one["not_decided"]) == (8, 8, 16)
    means = [contrast.interval.mean for contrast in one["found"]]
    assert means == sorted(means, reverse=True)
    assert one["of"][f"{COOL.name}: sv - norm"].interval.mean == pytest.approx(0.04, abs=0.004)


def test_contrasts_effects_and_errors_are_found_by_name(found: dict[str, Any]) -> None:
    second = found["confirmation"]["of"]
    assert second[f"{COOL.name}: sv - norm"].interval.mean == pytest.approx(0.04, abs=0.003)
    assert found["effect"]["heat"].size == pytest.approx(-0.01, abs=0.002)
    assert found["error"][COOL.name] == pytest.approx(0.1)
    assert found["fate"]["where"].fate == "held"
    assert found["best"] == {COOL.name: {}}  # one setting: still searching


def test_a_question_of_stage_2_over_its_cells(found: dict[str, Any]) -> None:
    contrast = found["confirmation"]["of"][f"{COOL.name}: sv - norm"]
    assert found["sv"]["words"] == [contrast.words]
    assert found["sv"]["largest"] == contrast.interval.mean
    assert found["sv"]["farthest"] == abs(contrast.interval.mean)
    assert (found["sv"]["largest_low"], found["sv"]["largest_high"]) == (
        contrast.interval.low,
        contrast.interval.high,
    )


def test_the_losses_of_stage_2_stand_alone_too(found: dict[str, Any]) -> None:
    one = found["alone"][f"{COOL.name}: sv"]
    assert one.tar.mean == pytest.approx(0.54, abs=0.003)
    assert one.seeds == 12
    assert found["without_support"] == []
    assert f"| {COOL.name} | SV-Softmax | 0.54" in found["tables"]["alone"]
    assert found["tables"]["telling"].count("\n") == 2


def test_what_could_have_been_found_is_there_for_both_stages(found: dict[str, Any]) -> None:
    sizes = found["least_found"]
    name = f"{COOL.name}: sv - norm"
    assert len(sizes["screen"]["of"]) == 32
    assert 0 < sizes["screen"]["of"][name] <= sizes["screen"]["most"]
    assert sizes["confirmation"]["of"][name] > 0
    assert found["never_differ"] == []
    assert found["p_of_others"][name] == found["confirmation"]["of"][name].p_holm
    assert set(found["at_the_rise"]) == set(found["error"])
    assert np.isnan(found["learned_at_the_rise"])  # drawn rows have no look at the rise
    hot = found["hot_right"]
    assert [one.interval.mean for one in hot] == sorted(one.interval.mean for one in hot)
    assert len(hot) == 8
    assert all(" s2.5 w0 " in one.cell for one in hot)


def test_push_and_margin_of_the_control_are_found_by_the_names_of_the_arms(
    found: dict[str, Any],
) -> None:
    """The push is worth .01 at both margins, and the larger margin .02 to both losses."""
    means = {name: contrast.interval.mean for name, contrast in found["same_margin"].items()}
    assert means == pytest.approx(
        {
            "sv_arc s0.3 m0.2 - arc s0.3 m0.2": 0.01,
            "sv_arc s0.3 m0.3 - arc s0.3 m0.3": 0.01,
            "arc s0.3 m0.3 - arc s0.3 m0.2": 0.02,
            "sv_arc s0.3 m0.3 - sv_arc s0.3 m0.2": 0.02,
        }
    )
    table = found["tables"]["same_margin"]
    assert table.count("| +0.0100 |") == table.count("| +0.0200 |") == 2


def test_runs_are_counted_and_a_run_that_diverged_is_not_stuck_too(found: dict[str, Any]) -> None:
    assert found["runs"] == {
        "screen": len(FIRST),
        "confirmation": len(SECOND),
        "own": len(TUNING_SEEDS),
        "diverged": 1,
        "stuck": 2,
        "screen_stuck": 0,
        "confirmation_stuck": 1,
        "own_stuck": 1,
        "own_stuck_judging": 0,
        "same_margin": 48,
        "same_margin_stuck": 0,
        "repeated": 0,
        "repeated_stuck": 0,
        "dose": 0,
        "dose_stuck": 0,
        "dose_longer": 0,
        "dose_longer_stuck": 0,
    }


def test_settings_that_say_little_are_counted() -> None:
    """A quarter of the cells: equal, because nobody is recognised there or nothing was learned."""
    hot = {cell.name for cell in screen() if cell.heat > 1 and cell.classes == 200}
    first = [
        replace(
            row, tar=row.tar - 0.46, tar_curve=(0.06, 0.04), error=0.7, looks=(1, 2),
            support_curve=(0.5, 0.5),
        ) if row.cell in hot else row
        for row in FIRST
    ]  # fmt: skip
    found = numbers(first, [], [])
    equal = [one for one in found["screen"]["found"] if one.words == "equal" and one.cell in hot]
    assert found["of_little"] == len(equal) > 0
    assert found["half_wrong"] == len(hot)
    assert {fall.cell for fall in found["falls"]} == hot
    assert found["people"][200]["settings"] == found["people"][1000]["settings"] == 16
    assert found["people"][200]["half_wrong"] == len(hot)
    assert found["people"][1000]["half_wrong"] == 0
    means = [one.interval.mean for one in found["screen"]["found"] if one.cell in hot]
    assert found["people"][200]["of_half_wrong"] == pytest.approx(sum(means) / len(means))
    assert np.isnan(found["people"][1000]["of_half_wrong"])
    assert found["less_half_wrong"] == sum(
        one.words == "less" and one.cell in hot for one in found["screen"]["found"]
    )


def test_the_later_stages_may_be_missing_and_the_first_may_not(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no screen\.jsonl yet"):
        stored_numbers(tmp_path)
    Store(tmp_path / "screen.jsonl", {}).add(FIRST)
    alone = stored_numbers(tmp_path)
    assert alone["runs"]["screen"] == len(FIRST)
    assert alone["confirmation"]["found"] == alone["own"]["found"] == []
    assert alone["same_margin"] == alone["repeated"] == alone["dose"] == {}
