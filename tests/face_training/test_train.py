"""The command: what it says, what it leaves, what it refuses; killed and started again."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
import torch

from face_training import recipes
from face_training.backbones import BACKBONES
from face_training.data import SOURCES
from face_training.ranks import Ranks
from face_training.refusals import sentence_of
from face_training.run_directory import RunDirectory
from face_training.run_lock import held
from face_training.train import main, open_faces, train
from face_training.training.learning_rate import LearningRate
from tests.face_training.data.layouts import folders
from tests.face_training.processes import free_port

SHORT = [
    "schedule.length=12", "schedule.warmup=2", "training.batch=16", "training.log_every=1",
    "training.evaluate_every=0", "checkpoints.every=3", "probe.every=0", "data.identities=6",
    "data.images=10", "data.workers=0", "backbone.image_size=32", "evaluation=[]",
]  # fmt: skip

#: As in the tests: with other numbers of threads sums are rounded otherwise.
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1"}


def command(directory, ranks=0):
    launcher = ["-m", "face_training.train"]
    if ranks:
        launcher = [
            "-m", "torch.distributed.run", "--nproc-per-node", str(ranks),
            "--master-port", str(free_port()), *launcher,
        ]  # fmt: skip
    return [
        sys.executable, *launcher, "smoke", "--directory", str(directory), *SHORT,
    ]  # fmt: skip


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, str)
    assert "\n" not in ended.value.code
    return ended.value.code


def test_a_short_run_leaves_all_its_files(tmp_path, capsys):
    (tmp_path / "tested.txt").write_text("synthetic 2\nsynthetic 100\n")
    overlap = f"data.overlap_with=['{tmp_path / 'tested.txt'}']"
    main(["smoke", "--directory", str(tmp_path / "run"), *SHORT, "probe.every=6", overlap])
    run = RunDirectory.open(tmp_path / "run")
    said = capsys.readouterr().err
    assert "60 images of 6 identities from synthetic faces 0 to 5" in said
    assert "learning rate 0.1, as given, for 16 images a step" in said
    assert "1 of its 2 names are trained on (synthetic 2)" in said
    lines = run.metrics()
    assert [line["step"] for line in lines] == list(range(1, 13))
    assert set(lines[0]) == {
        "kind", "step", "epoch", "loss", "learning_rate", "images_per_second",
        "waiting_for_images", "support_vector_fraction", "theta_target", "theta_rival",
        "feature_norm", "grad_norm_backbone", "grad_norm_head",
    }  # fmt: skip
    environment = json.loads((run.path / "environment.json").read_text())
    assert environment["identities"] == 6
    assert environment["versions"]["torch"]
    assert json.loads((run.path / "identities.json").read_text())[0] == "synthetic 0"
    assert list((run.path / "tensorboard").iterdir())
    assert [file.name for file in sorted((run.path / "probe").glob("step*"))] == [
        "step_00000000.npz", "step_00000006.npz", "step_00000012.npz",
    ]  # fmt: skip
    network = run.backbone()
    assert not network.training
    # The same command again finds nothing left to do.
    before = (run.path / "metrics.jsonl").read_text()
    main(["smoke", "--directory", str(tmp_path / "run"), *SHORT, "probe.every=6"])
    assert (run.path / "metrics.jsonl").read_text() == before


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("trainng.batch=3", "Unknown key 'trainng'; did you mean 'training'?"),
        ("backbone.name=iresnet5", "no backbone 'iresnet5'; did you mean 'iresnet50'?"),
        (
            "data.source=syntetic data.path=x",
            "no data source 'syntetic'; did you mean 'synthetic'?",
        ),
        ("head.loss=arcsoftmax", "no loss 'arcsoftmax'; did you mean 'arc_softmax'?"),
        pytest.param(
            "training.device=cuda",
            "torch sees no GPU here",
            marks=pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here"),
        ),
        ("training.batch=15 training.accumulate=4", "must be a multiple of training.accumulate"),
        ("training.batch=61", "training.batch is 61, and there are only 60 images"),
    ],
)
def test_what_cannot_be_trained_gets_one_sentence(override, sentence, tmp_path, capsys):
    directory = tmp_path / "run"
    said = refused(capsys, "smoke", "--directory", str(directory), *SHORT, *override.split())
    assert sentence in said
    assert not directory.exists()


UNSEEN = "name='unseen',protocol='open_set',source='synthetic',identities=8"


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("backbone.name=tinny", "no backbone 'tinny'; did you mean 'tiny'? Backbones: tiny, iresn"),
        ("data.source=record", "no data source 'record'; did you mean 'record_io'? Sources: synth"),
        (
            "evaluation=[{name='a',protocol='pars'}]",
            "unknown protocol 'pars'; there are open_set",
        ),
        (f"evaluation=[{{{UNSEEN},imags=3}}]", "knows no 'imags'; it takes identities, images, se"),
        (f"evaluation=[{{{UNSEEN},images=3,fars=1}}]", "'fars' of evaluation set 'unseen' must be"),
    ],
)
def test_a_misspelt_name_is_refused_before_any_data_is_opened(override, sentence, tmp_path):
    """The data do not exist, and no error speaks of them."""
    data = ["data.source=record_io", f"data.path={tmp_path / 'nowhere.rec'}"]
    config = recipes.read("smoke", [*SHORT, *data, override])
    with pytest.raises(ValueError, match=re.escape(sentence)) as caught:
        train(config, Ranks(), tmp_path / "run")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_faces_can_be_given_and_the_finished_model_is_given_back(tmp_path):
    config = recipes.read("smoke", SHORT)
    reports = []
    finished = train(config, Ranks(), tmp_path / "run", open_faces(config), report=reports.append)
    main(["smoke", "--directory", str(tmp_path / "by the command"), *SHORT])
    assert outcome(tmp_path / "run") == outcome(tmp_path / "by the command")
    assert finished.directory == RunDirectory.open(tmp_path / "run")
    kept = finished.directory.backbone().state_dict()
    for name, weight in finished.model.to_use().state_dict().items():
        assert torch.equal(weight, kept[name])
    summary = reports[0]  # another may say that images are waited for
    assert "12 steps, 3 an epoch; each as it is written" in summary
    assert "head dense" in summary
    assert "60 images of 6 identities from synthetic faces 0 to 5 of seed 0, 10 each" in summary


def test_people_who_are_trained_and_tested_on_are_reported(tmp_path, capsys):
    (tmp_path / "lfw.txt").write_text("Synthetic_3\nSomebody Else\n")
    lists = f"data.overlap_with=['{tmp_path / 'lfw.txt'}']"
    main(["smoke", "--directory", str(tmp_path / "run"), *SHORT, lists])
    words = "lfw.txt: 1 of its 2 names are trained on (synthetic 3)"
    assert words in capsys.readouterr().err
    environment = json.loads((tmp_path / "run" / "environment.json").read_text())
    assert environment["overlap"][0].endswith(words)


def test_a_directory_that_cannot_be_used(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    said = refused(capsys, "smoke", "--directory", str(tmp_path / "file" / "run"), *SHORT)
    assert "cannot hold a run: " in said
    main(["smoke", "--directory", str(tmp_path / "run"), *SHORT])
    said = refused(capsys, "smoke", "--directory", str(tmp_path / "run"), *SHORT, "training.seed=5")
    assert "holds a run with training.seed = 0, not 5" in said
    with held(tmp_path / "run", Ranks(), print):
        said = refused(capsys, "smoke", "--directory", str(tmp_path / "run"), *SHORT)
    assert "is in use: process" in said


class FullDisk:
    """The data of the config, and a disk that is full from the images of some step on."""

    def __init__(self, config, metrics, step):
        self.faces, self.metrics = open_faces(config), metrics
        # 64 images are read for the picture of what the network is fed.
        self.left = 64 + (step - 1) * config.training.batch
        self.identities, self.source = self.faces.identities, self.faces.source
        self.labels_N = self.faces.labels_N

    def __len__(self):
        return len(self.faces)

    def __getitem__(self, index):
        if self.left == 0:
            self.metrics.rename(self.metrics.with_name("before"))
            self.metrics.symlink_to("/dev/full")
        self.left -= 1
        return self.faces[index]


def test_a_disk_that_fills_up(tmp_path, capsys):
    """The metrics of step 8 do not fit; the run continues from the checkpoint of step 6."""
    config, metrics = recipes.read("smoke", SHORT), tmp_path / "run" / "metrics.jsonl"
    with pytest.raises(OSError, match="No space left on device") as caught:
        train(config, Ranks(), tmp_path / "run", FullDisk(config, metrics, step=8))
    assert sentence_of(caught.value) == f"{metrics}: No space left on device."
    metrics.with_name("before").replace(metrics)
    main(["smoke", "--directory", str(tmp_path / "run"), *SHORT])
    assert "Going on after step 6 of 12." in capsys.readouterr().err
    assert [line["step"] for line in RunDirectory.open(tmp_path / "run").metrics()][-1] == 12


def killed(directory, step, ranks=0):
    """Start the command and end it with SIGKILL once so many steps are on the disk."""
    process = subprocess.Popen(
        command(directory, ranks=ranks),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=ONE_THREAD,
    )
    until = time.monotonic() + 120
    lines = directory / "metrics.jsonl"
    while not lines.exists() or lines.read_text().count("\n") < step:
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def outcome(directory):
    lines = RunDirectory.open(directory).metrics()
    weights = (directory / "backbone.safetensors").read_bytes()
    return [(line["step"], line["loss"], line["grad_norm_head"]) for line in lines], weights


@pytest.mark.slow
def test_the_command_again_after_a_kill_gives_the_unbroken_run(tmp_path, capsys):
    main(["smoke", "--directory", str(tmp_path / "whole"), *SHORT])
    killed(tmp_path / "broken", 5)
    capsys.readouterr()
    main(["smoke", "--directory", str(tmp_path / "broken"), *SHORT])
    assert "Going on after step" in capsys.readouterr().err
    assert outcome(tmp_path / "broken") == outcome(tmp_path / "whole")


@pytest.mark.slow
def test_the_same_under_torchrun(tmp_path):
    subprocess.run(command(tmp_path / "whole", ranks=2), check=True, capture_output=True)
    killed(tmp_path / "broken", 5, ranks=2)
    again = subprocess.run(
        command(tmp_path / "broken", ranks=2), check=True, capture_output=True, text=True
    )
    assert "Going on after step" in again.stderr
    assert outcome(tmp_path / "broken") == outcome(tmp_path / "whole")
    environment = json.loads((tmp_path / "broken" / "environment.json").read_text())
    assert environment["ranks"] == 2


@pytest.mark.slow
def test_the_smoke_recipe_learns_people_it_has_not_seen(tmp_path):
    main(["smoke", "--directory", str(tmp_path / "run"), "data.workers=0"])
    lines = RunDirectory.open(tmp_path / "run").metrics()
    losses = [line["loss"] for line in lines if line["kind"] == "train"]
    accepted = [line["tar_at_far_1e-3"] for line in lines if line["kind"] == "evaluation"]
    assert losses[-1] < 0.2 * losses[0]
    assert accepted[0] < 0.05
    assert accepted[-1] > 0.5


@pytest.mark.parametrize("name", recipes.names())
def test_every_recipe_names_what_there_is(name):
    config = recipes.read(name, ["data.path=x"])
    assert config.backbone.name in BACKBONES
    assert config.data.source in SOURCES


def test_the_papers_schedule():
    config = recipes.read("sv_softmax", ["data.path=x"])
    rate = LearningRate.of(config, 3_923_399)
    assert (rate.steps, config.training.batch) == (240_000, 128)
    found = [rate.at(step) for step in (0, 99_999, 100_000, 160_000, 220_000, 239_999)]
    assert found == pytest.approx([0.1, 0.1, 0.01, 1e-3, 1e-4, 1e-4])
    assert dict(config.head.parameters) == {"scale": 30.0, "margin": 0.35, "t": 1.2}


def test_a_broken_test_image_is_found_before_the_training(tmp_path):
    folders(tmp_path / "faces")
    (tmp_path / "faces" / "person 1" / "3.png").write_bytes(b"broken")
    own = '{name="own", protocol="open_set", source="image_folder", path="%s", fars=[0.5]}'
    with pytest.raises(SystemExit, match=r"^1 of 6 images of evaluation set 'own' cannot be read"):
        main(
            [
                "smoke", "--directory", str(tmp_path / "run"), *SHORT,
                f"evaluation=[{own % (tmp_path / 'faces')}]",
            ]
        )  # fmt: skip
    assert not (tmp_path / "run").exists()


def test_after_a_divergence_the_run_goes_on_at_a_lower_rate(tmp_path, capsys):
    arguments = ["smoke", "--directory", str(tmp_path / "run"), *SHORT]
    main([*arguments, "schedule.length=3"])
    said = refused(
        capsys, *arguments, "optimiser.learning_rate=100", "optimiser.weight_decay=10",
        "optimiser.momentum=0.99", "checkpoints.every=100",
    )  # fmt: skip
    assert "not finite. What was kept in" in said
    assert "goes on from the last checkpoint, with a lower rate (optimiser.learning_rate)" in said
    environment = (tmp_path / "run" / "environment.json").read_bytes()
    said = refused(capsys, *arguments, "schedule.length=2")
    assert "The run is at step 3 already" in said
    assert (tmp_path / "run" / "environment.json").read_bytes() == environment
    capsys.readouterr()
    main([*arguments, "optimiser.learning_rate=0.01"])
    said = capsys.readouterr().err
    assert "New after step 3: optimiser.learning_rate = 0.01, was 100.0; " in said
    changes = (tmp_path / "run" / "changes.jsonl").read_text().splitlines()
    assert {json.loads(line)["after_step"] for line in changes} == {3}
    assert RunDirectory.open(tmp_path / "run").metrics()[-1]["step"] == 12


def test_broken_training_images_are_skipped_counted_and_named(tmp_path):
    folders(tmp_path / "faces")
    (tmp_path / "faces" / "person 1" / "3.png").write_bytes(b"broken")
    arguments = [
        "smoke", "--directory", str(tmp_path / "run"), *SHORT, "evaluation=[]", "training.batch=6",
        "data.source=image_folder", f"data.path={tmp_path / 'faces'}", "probe.every=3",
        "backbone.image_size=112",
    ]  # fmt: skip
    with pytest.raises(SystemExit, match=r"3\.png is no image, or a broken one\.$"):
        main(arguments)
    main([*arguments, "data.skip_broken=1", "--directory", str(tmp_path / "other")])
    lines = (tmp_path / "other" / "broken_images.txt").read_text().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("3\t")


@pytest.mark.parametrize(("kept", "words"), [(False, "begins anew"), (True, "last checkpoint in")])
def test_who_stops_a_run_learns_whether_it_goes_on(kept, words, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("face_training.train.train", interrupted)
    if kept:
        (tmp_path / "checkpoints" / "step_00000010").mkdir(parents=True)
    with pytest.raises(SystemExit, match=words):
        main(["smoke", "--directory", str(tmp_path)])
