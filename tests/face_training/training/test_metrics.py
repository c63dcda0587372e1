"""Lines and curves; what an earlier attempt wrote too much is dropped."""

from face_training import recipes
from face_training.run_directory import RunDirectory
from face_training.training.metrics import Metrics


def test_lines_beyond_the_step_are_dropped(tmp_path):
    run = RunDirectory.create(tmp_path, recipes.read("smoke"))
    with Metrics(run, 0, 10) as metrics:
        for step in (1, 2, 3):
            metrics.write("train", step, {"loss": 1.0 / step})
            metrics.advance()
        metrics.write("evaluation", 3, {"set": "lfw", "accuracy": 0.9}, "evaluation lfw")
        metrics.show(loss="0.3")
    with Metrics(run, 2, 10) as metrics:
        assert [line["step"] for line in run.metrics()] == [1, 2]
        metrics.write("train", 3, {"loss": 0.25})
    assert [line["loss"] for line in run.metrics()] == [1.0, 0.5, 0.25]
    Metrics(run, 0, 10).__exit__(None, None, None)
    assert run.metrics() == []
    assert len(list((tmp_path / "tensorboard").iterdir())) == 3
