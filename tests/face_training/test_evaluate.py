"""The command measures a run and a bundle alike, and says plainly what is wrong."""

import json
from pathlib import Path

import pytest

from face_training.embeddings import network_of
from face_training.evaluate import as_text, history, main
from face_training.evaluation.measuring import outcomes_of
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.sets import open_sets
from face_training.key_value import table_of
from tests.face_training.networks import small_bundle, small_network, small_run

SET = ["name=unseen", "protocol=open_set", "source=synthetic", "identities=8", "images=3"]


@pytest.mark.slow
def test_a_bundle_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_bundle(tmp_path / "bundle")
    main([str(path), "--set", *SET, "--out", str(tmp_path / "out")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "unseen"
    network = network_of(small_network(size=112).eval())
    direct = outcomes_of(network, open_sets([table_of(SET)]))["unseen"].measures
    said = {line.split()[0]: float(line.split()[1]) for line in lines[1:4]}
    assert said == pytest.approx(direct, abs=1e-4)
    assert (tmp_path / "out" / "roc.png").stat().st_size > 1000


def test_a_run_is_measured_on_its_own_sets(capsys: pytest.CaptureFixture[str]) -> None:
    run = small_run()
    main([str(run.path)])
    lines = capsys.readouterr().out.splitlines()
    (last,) = [line for line in run.metrics() if line["kind"] == "evaluation" and line["step"] == 2]
    said = {line.split()[0]: float(line.split()[1]) for line in lines[1:4]}
    assert said == pytest.approx({name: last[name] for name in said}, rel=1e-5, abs=1e-5)
    assert f"  unseen eer: last {last['eer']:.5f}, mean of the last 3 " in "\n".join(lines)


def test_what_a_run_found_while_it_trained() -> None:
    metrics = [{"kind": "train", "step": 1, "loss": 2.0}] + [
        {"kind": "evaluation", "set": "lfw", "step": step, "accuracy": value, "mean_norm": 3.0}
        for step, value in ((10, 0.5), (20, 0.9), (30, 0.75))
    ]
    assert history(metrics, 2).splitlines()[1] == (
        "  lfw accuracy: last 0.75000, mean of the last 2 0.82500, best of 3 0.90000 (step 20)"
    )
    assert history(metrics[:1], 2) == ""


def test_notes_are_printed() -> None:
    text = as_text({"a": Outcome(measures={"accuracy": 0.5}, notes=("Mind this.",))})
    assert text.splitlines() == ["a", "  accuracy  0.50000", "  Mind this."]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", *SET, "--set", *SET], r"^Two evaluation sets are called 'unseen'\.$"),
        ([], r"^There is no evaluation set; name one with --set\.$"),
        (["--set", "name=a", "protocol=x"], r"^Evaluation set 'a' has the unknown protocol 'x'"),
    ],
)
def test_what_is_wrong_with_sets(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=sentence):
        main([str(small_bundle(tmp_path / "bundle")), *arguments])


def test_folders_that_are_neither(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"^There is no folder .*nowhere\.$"):
        main([str(tmp_path / "nowhere")])
    with pytest.raises(SystemExit, match=r"is neither a run directory .* nor a bundle"):
        main([str(tmp_path)])
    (tmp_path / "bundle.json").write_text(json.dumps({"format": 1}))
    with pytest.raises(SystemExit, match=r"is no bundle: it needs bundle\.json and model\.onnx\.$"):
        main([str(tmp_path)])
