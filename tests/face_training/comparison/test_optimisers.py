"""Muon beside SGD: the rates are chosen with some seeds, judged with others; it goes on."""

from functools import partial
from pathlib import Path

import pytest

from face_training.comparison.optimisers import (
    FILE,
    RATES,
    SEEDS,
    TUNING_SEEDS,
    OptimiserRun,
    config,
    main,
    report,
    run,
    store_in,
    trained,
    wanted,
)
from face_training.comparison.splits import small_synthetic_split

BEST = {"sgd": 0.2, "muon": 0.01}


def drawn(job, gain=0.02):
    """Best at a rate beside the first; Muon gains the same in each seed but for a little."""
    optimiser, rate, seed = job
    tar = 0.5 - abs(RATES[optimiser][1].values.index(rate) - ladder_place(optimiser)) * 0.1
    tar += (gain if optimiser == "muon" else 0) + 0.001 * (seed % 3)
    tar += 0.002 * (seed % 2) * (optimiser == "muon")
    return OptimiserRun(optimiser=optimiser, rate=rate, seed=seed, tar=(0.9, tar), eer=0.1)


def ladder_place(optimiser):
    return RATES[optimiser][1].values.index(BEST[optimiser])


def test_each_is_judged_at_its_own_best_rate(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    run(store, drawn)
    assert not wanted(store.rows)
    judged = {(row.optimiser, row.rate) for row in store.rows if row.seed in SEEDS}
    assert judged == set(BEST.items())
    text = report(store.rows)
    assert "| muon | matrix_learning_rate 0.01 |" in text
    assert "higher in 5 of 5 seeds: Muon is better" in text
    worse = [drawn(row.run, gain=-0.1) for row in store.rows]
    assert "0 of 5 seeds: SGD is better" in report(worse)


def test_it_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = []

    def until(job):
        if len(made) == 9:
            raise KeyboardInterrupt
        made.append(job)
        return drawn(job)

    with pytest.raises(KeyboardInterrupt):
        run(store_in(tmp_path), until)
    assert len(store_in(tmp_path).rows) == 9
    with pytest.raises(SystemExit, match=r"is not complete, .* `python -m .* --run` goes on"):
        main([], tmp_path)
    run(store_in(tmp_path), lambda job: made.append(job) or drawn(job))
    assert len(made) == len(set(made))
    main([], tmp_path)
    assert capsys.readouterr().out == report(store_in(tmp_path).rows) + "\n"
    assert not {*SEEDS} & {*TUNING_SEEDS}


def test_a_store_that_cannot_be_read_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SystemExit, match="Is a directory"):
        main([], tmp_path)


def test_processes_without_a_training_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--processes", "2"], tmp_path)
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", "--processes does nothing without --run.\n")


@pytest.mark.slow
def test_a_training_of_either(tmp_path: Path) -> None:
    make = partial(trained, split=small_synthetic_split, steps=2)
    sgd, muon = (make((name, rate, 0)) for name, rate in (("sgd", 0.1), ("muon", 0.02)))
    assert sgd.run == ("sgd", 0.1, 0)
    assert sgd.tar != muon.tar
    assert all(0 <= share <= 1 for row in (sgd, muon) for share in (*row.tar, row.eer))
    assert config(("muon", 0.04, 3)).optimiser.matrix_learning_rate == 0.04
