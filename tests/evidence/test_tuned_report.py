"""The table of settings: what each loss chose, what diverged, what longer trainings change."""

import math
from dataclasses import replace

import pytest

from evidence.table_1 import ROWS
from evidence.tuned_report import longer_changes, longer_lowers_all, settings_table
from tests.evidence.tuned_runs import PLAN, drawn_runs


def test_going_on_is_compared_when_all_have_gone_on() -> None:
    runs = drawn_runs(PLAN)
    found = settings_table(PLAN, runs)
    assert "TAR changes by 0.000 at most, and the rank correlation of the losses is 1.00." in found
    assert "| Arc-Softmax | 2 s_A | 0.3 rad | no | 7 | 0 | 0.560, 0.560 |" in found
    shorter = [run for run in runs if run.steps == PLAN.steps]
    assert "rank correlation" not in settings_table(PLAN, shorter)
    assert "still searching" in settings_table(PLAN, [])


def test_each_margin_has_its_unit_and_the_measure_its_false_accept_rate() -> None:
    plan = replace(PLAN, rows=ROWS)
    head, *lines = settings_table(plan, drawn_runs(plan)).splitlines()
    assert head.endswith("| TAR at FAR 1e-3 after 4 and 6 steps |")
    m_of = {
        cells[1].strip(): cells[3].strip() for cells in (line.split("|") for line in lines[1:14])
    }
    units = {name: m.partition(" ")[2] for name, m in m_of.items()}
    assert units["A-Softmax"] == "times the angle"
    assert units["HM-AM-Softmax"] == "in cosine"
    assert units["SV-Arc-Softmax"] == "rad"
    assert m_of["SV-Softmax"] == "none"


def test_a_search_that_stopped_at_an_end_is_named_when_all_are_over() -> None:
    runs = drawn_runs(PLAN)
    assert "No best value is the first or the last" in settings_table(PLAN, runs)
    high = [replace(run, tar=(0.0, run.setting[0] / 10, 0.0)) for run in runs]
    every = replace(PLAN, rows=PLAN.rows[:1])
    tried = {run.setting for run in high if run.loss == "norm_softmax"}
    more = [replace(high[0], setting=(s,), seed=seed, tar=(0.0, s / 10, 0.0))
            for s in (3.0, 5.0) for seed in PLAN.tuning_seeds]  # fmt: skip
    assert (5.0,) not in tried
    assert "may lie beyond: Softmax at s = 5 s_A." in settings_table(every, [*high, *more])
    searching = settings_table(PLAN, [run for run in high if run.loss == "norm_softmax"])
    assert "what could be chosen" not in searching


def test_an_order_that_turns_round_has_the_correlation_minus_1() -> None:
    turned = [
        replace(run, tar=(0.9, 0.75 if run.loss == "arc_softmax" else 0.5, 0.1))
        if run.steps == PLAN.longer
        else run
        for run in drawn_runs(PLAN)
    ]
    found = settings_table(PLAN, turned)
    assert "After 6 steps instead of 4 TAR changes by " in found
    assert found.endswith("the rank correlation of the losses is -1.00.")


def test_equal_losses_have_no_order_and_so_no_correlation() -> None:
    equal = [
        replace(run, tar=(0.9, 0.5, 0.1)) if run.steps == PLAN.longer else run
        for run in drawn_runs(PLAN)
    ]
    assert settings_table(PLAN, equal).splitlines()[-1].endswith(" at most.")


def test_runs_that_diverged_are_counted_and_a_mean_needs_all_tuning_seeds() -> None:
    runs = drawn_runs(PLAN)
    (worst,) = [
        run for run in runs
        if (run.loss, run.setting, run.seed) == ("arc_softmax", (0.8, 0.3), 200)
    ]  # fmt: skip
    broken = [replace(run, diverged=run is worst) for run in runs]
    assert "| 2 s_A | 0.3 rad | no | 7 | 1 | 0.560, 0.560 |" in settings_table(PLAN, broken)
    less = [run for run in runs if (run.steps, run.seed) != (PLAN.longer, 201)]
    assert "| 2 s_A | 0.3 rad | no | 7 | 0 | 0.560 |" in settings_table(PLAN, less)


def test_longer_trainings_lower_all_only_if_every_loss_falls() -> None:
    runs = drawn_runs(PLAN)
    assert not longer_lowers_all(PLAN, runs)  # all equal
    falls = [
        replace(run, tar=(0.0, 0.01, 0.0)) if run.steps == PLAN.longer else run for run in runs
    ]
    assert longer_lowers_all(PLAN, falls)
    assert not longer_lowers_all(PLAN, [run for run in runs if run.steps == PLAN.steps])
    rises = [
        replace(run, tar=(0.99, 0.99, 0.99)) if run.steps == PLAN.longer else run for run in runs
    ]
    assert not longer_lowers_all(PLAN, rises)


def test_the_longer_trainings_change_each_loss_by_its_own_amount() -> None:
    runs = drawn_runs(PLAN)
    assert longer_changes(PLAN, runs) == pytest.approx([0.0, 0.0], abs=1e-5)
    first, second = (row.loss for row in PLAN.rows)
    more = {first: 0.02, second: -0.01}
    longer = [
        replace(run, tar=(0.9, run.tar[1] + more[run.loss], 0.1))
        if run.steps == PLAN.longer
        else run
        for run in runs
    ]
    assert longer_changes(PLAN, longer) == pytest.approx([0.02, -0.01], abs=1e-5)
    missing = [run for run in runs if (run.loss, run.steps) != (first, PLAN.longer)]
    assert [math.isnan(change) for change in longer_changes(PLAN, missing)] == [True, False]
