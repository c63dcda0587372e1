"""The command: it trains what is missing, prints the result, and refuses in a sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from evidence.report import table
from face_training.comparison.__main__ import main
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import report, store_of, stored_measures
from face_training.comparison.training import Trainer
from tests.evidence.tuned_runs import drawn_runs
from tests.face_training.comparison.small import NORM, SMALL


@pytest.mark.slow
def test_the_command_trains_what_is_missing_and_prints_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = replace(SMALL, plan=replace(SMALL.plan, rows=SMALL.plan.rows[:1], seeds=(0, 1)))
    runs = drawn_runs(few.plan, rates=2)
    store_of(few, tmp_path).add(run for run in runs if run.seed != 1)
    main(["--run"], [few], tmp_path)
    printed = capsys.readouterr().out
    found = store_of(few, tmp_path).rows
    assert len(found) == len(runs)
    assert found[-1] == Trainer(few)([NORM], 1, few.plan.steps)[0]
    assert table(stored_measures(few, tmp_path), few.fars) in printed
    assert printed == report([few], tmp_path) + "\n"
    main(["--only", "orl"], [few], tmp_path)
    assert capsys.readouterr().out == printed


def test_a_damaged_result_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "comparison_orl.jsonl").write_text("{}\n")
    with pytest.raises(SystemExit, match=r"comparison_orl\.jsonl is no store of this experiment"):
        main([], [SMALL], tmp_path)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--processes", "2"], "--processes does nothing without --run.\n"),
        (["--quick", "--processes", "2"], "--processes does nothing without --run.\n"),
        (["--device", "cuda"], "--device does nothing without --run or --quick.\n"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments, [SMALL], tmp_path)
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", why)


def test_run_and_quick_are_not_given_together(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--run", "--quick"])
    assert ended.value.code == 2
    assert "--quick: not allowed with argument --run" in capsys.readouterr().err


@pytest.mark.slow
def test_quick_has_pairs_enough_for_every_rate(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick"])
    printed = capsys.readouterr().out
    assert all(f"{one.title}, 2 seeds:" in printed for one in EXPERIMENTS)
