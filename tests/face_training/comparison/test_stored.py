"""A stored run of each data set comes again."""

import json
from pathlib import Path

import pytest

from evidence.run_store import stored_rows, stored_settings
from evidence.tuned import Tuned, TunedRun
from face_training.comparison import training
from face_training.comparison.experiment import EXPERIMENTS
from face_training.comparison.results import COMMAND, FOLDER, file_of, store_of
from face_training.comparison.training import Trainer
from tests.evidence.again import assert_the_same, drawn
from tests.evidence.tuned_runs import OF

SYNTHETIC, ORL = EXPERIMENTS
#: TAR of a run on synthetic faces at its first look, where the rate is still high, made again on a
#: processor: two rows of an H200, whose convolutions take TF32, parted by 0.015 and 0.018.
EARLY_ELSEWHERE = 0.05


@pytest.mark.slow
def test_a_stored_run_on_photographs_can_be_made_again(tmp_path: Path) -> None:
    file = file_of(ORL, FOLDER)
    run = stored_rows(file, TunedRun, COMMAND)[0]
    (found,) = Trainer(ORL)([Tuned(OF[run.loss], run.setting)], run.seed, run.steps)
    now = json.loads(json.dumps(store_of(ORL, tmp_path).settings))
    assert_the_same(found, run, file=file, same_versions=stored_settings(file) == now)


class _SeenEnoughError(Exception):
    """The first look is over."""


@pytest.mark.slow
@pytest.mark.timeout(1500)  # a quarter of a training that takes a core a quarter of an hour
def test_a_stored_run_on_synthetic_faces_comes_again_at_its_first_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = stored_rows(file_of(SYNTHETIC, FOLDER), TunedRun, COMMAND)
    run = drawn([row for row in rows if row.steps == SYNTHETIC.plan.steps])
    seen, measured = [], training.measured

    def look(*arguments: object) -> None:
        seen.append(measured(*arguments).tar[1])  # type: ignore[arg-type]
        raise _SeenEnoughError

    monkeypatch.setattr(training, "measured", look)
    with pytest.raises(_SeenEnoughError):
        Trainer(SYNTHETIC)([Tuned(OF[run.loss], run.setting)], run.seed, run.steps)
    assert seen == [pytest.approx(run.tar_curve[0], abs=EARLY_ELSEWHERE)]
