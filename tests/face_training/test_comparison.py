"""The comparison: fair within a seed, tested on others, kept after every training."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.measures import Measures
from evidence.report import table
from evidence.run_store import stored_rows, stored_settings
from evidence.table_1 import PAPER
from evidence.tuned import Tuned, TunedRun
from face_training.comparison.__main__ import main
from face_training.comparison.experiment import EXPERIMENTS, Experiment, quick
from face_training.comparison.results import (
    BEFORE,
    COMMAND,
    FOLDER,
    file_of,
    report,
    store_of,
    stored_measures,
)
from face_training.comparison.splits import orl_split, synthetic_split
from face_training.comparison.training import Trainer
from losses.adacos import fixed_scale
from tests.evidence.again import assert_the_same
from tests.evidence.tuned_runs import OF, drawn_runs

NORM, SV = Tuned(OF["norm_softmax"], (2.0,)), Tuned(OF["sv_softmax"], (2.0,))


@pytest.fixture
def small() -> Experiment:
    """Two losses, three seeds, a few steps."""
    return quick(EXPERIMENTS[1])


def test_nobody_is_in_two_parts() -> None:
    for split in (synthetic_split(0, identities=5, images=3, known=2, unseen=6), orl_split(0)):
        assert not set(split.train.identities) & set(split.unseen.identities)
        assert split.known.identities == split.train.identities
        trained = {image.numpy().tobytes() for image in split.train.images_N3HW}
        for other in (split.known, split.unseen):
            assert not trained & {image.numpy().tobytes() for image in other.images_N3HW}
    assert orl_split(0).train.identities != orl_split(1).train.identities


def test_it_is_the_papers_table_over_ten_seeds() -> None:
    for experiment in EXPERIMENTS:
        plan = experiment.plan
        assert [row.loss for row in plan.rows] == list(PAPER)
        assert len(plan.seeds) == 10
        assert plan.longer == 2 * plan.steps


def test_a_setting_becomes_a_config_and_t_rises() -> None:
    train = orl_split(0).train
    config = EXPERIMENTS[1].config(SV, 3, 40, train)
    assert config.training.seed == config.data.seed == 3
    assert config.head.parameters == {"scale": 2 * fixed_scale(len(train.identities)), "t": 1.2}
    assert config.head.t_warmup == 20
    assert EXPERIMENTS[1].config(NORM, 3, 40, train).head.t_warmup == 0


def test_the_seed_decides_everything(small: Experiment) -> None:
    (one,), (again,), (other,) = (Trainer(small)([NORM], seed, 4) for seed in (0, 0, 1))
    assert one == again
    assert one.measures != other.measures
    assert one.looks == (1, 2, 3, 4)
    assert one.tar_curve[-1] == one.tar[1]


def test_the_command_trains_what_is_missing_and_prints_it(
    tmp_path: Path, small: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    few = replace(small, plan=replace(small.plan, rows=small.plan.rows[:1], seeds=(0, 1)))
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


def test_the_result_before_is_read_until_the_runs_are_complete(
    tmp_path: Path, small: Experiment
) -> None:
    old = {"norm_softmax": [Measures(tar=(0.5, 0.4), eer=0.1, accuracy=0.9)]}
    plain = {"norm_softmax": {"0": vars(old["norm_softmax"][0])}}
    (tmp_path / BEFORE).write_text(json.dumps({"experiments": {"orl": {"measures": plain}}}))
    assert stored_measures(small, tmp_path) == old
    runs = drawn_runs(small.plan, rates=2)
    store_of(small, tmp_path).add(runs[:-5])
    assert stored_measures(small, tmp_path) == old
    store_of(small, tmp_path).add(runs[-5:])
    assert stored_measures(small, tmp_path) == small.plan.judged(runs, COMMAND)


def test_a_damaged_result_is_one_sentence(tmp_path: Path, small: Experiment) -> None:
    (tmp_path / BEFORE).write_text("{}")
    with pytest.raises(ValueError, match=r"comparison\.json holds no result of orl: "):
        stored_measures(small, tmp_path)
    with pytest.raises(SystemExit, match=r"holds no result of orl: .* `python -m .* makes one"):
        main([], [small], tmp_path)


def test_rows_of_another_protocol_are_refused(tmp_path: Path, small: Experiment) -> None:
    store_of(small, tmp_path).add([])
    with pytest.raises(ValueError, match=r"other settings \(batch\)"):
        store_of(replace(small, batch=16), tmp_path)


@pytest.mark.slow
def test_quick_has_pairs_enough_for_every_rate(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick"])
    printed = capsys.readouterr().out
    assert all(f"{one.title}, 2 seeds:" in printed for one in EXPERIMENTS)


def test_the_stored_results_are_whole() -> None:
    for experiment in EXPERIMENTS:
        measures = stored_measures(experiment)
        assert list(measures) == list(PAPER)
        assert min(map(len, measures.values())) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda one: one.name)
def test_a_stored_run_can_be_made_again(experiment: Experiment, tmp_path: Path) -> None:
    if not file_of(experiment, FOLDER).exists():
        pytest.skip("only the result before is stored")
    file = file_of(experiment, FOLDER)
    run = stored_rows(file, TunedRun, COMMAND)[0]
    (found,) = Trainer(experiment)([Tuned(OF[run.loss], run.setting)], run.seed, run.steps)
    now = json.loads(json.dumps(store_of(experiment, tmp_path).settings))
    assert_the_same(found, run, folder=FOLDER, same_versions=stored_settings(file) == now)
