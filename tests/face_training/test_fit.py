"""The commands fit one another: from photographs to an answer, at 112 pixels and at 128."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from face_training import embed, evaluate, export, pack, prepare, train, verify
from tests.face_training.real import YUNET, orl, write

PEOPLE, PORTRAITS = 4, 3
DETECTOR = ("--detector", str(YUNET))


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photographs with the names of LFW, and LFW's list of pairs."""
    folder = tmp_path_factory.mktemp("photos")
    lines = []
    for person in range(1, PEOPLE + 1):
        for number in range(1, PORTRAITS + 1):
            write(folder / f"P_{person}" / f"P_{person}_000{number}.jpg", orl(person, number))
        lines.append(f"P_{person}\t1\t2\nP_{person}\t1\tP_{person % PEOPLE + 1}\t3\n")
    (folder.parent / "pairs.txt").write_text("".join(lines * 3))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("side", [112, 128])
def test_from_photographs_to_an_answer(
    side: int, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faces, run, bundle = tmp_path / "faces", tmp_path / "run", tmp_path / "bundle"
    prepare.main([str(photos), str(faces), *DETECTOR, "--size", str(side)])
    made = sorted(faces.rglob("*.png"))
    assert len(made) == PEOPLE * PORTRAITS
    assert {cv2.imread(str(file)).shape for file in made} == {(side, side, 3)}
    pack.main([str(faces), str(tmp_path / "faces.rec")])
    lfw = ["name=lfw", "protocol=pairs", f"path={photos.parent / 'pairs.txt'}", f"images={faces}"]
    train.main(
        [
            "smoke", "--directory", str(run), "data.source=record_io", "data.workers=0",
            f"data.path={tmp_path / 'faces.rec'}", f"backbone.image_size={side}",
            "backbone.embedding=8", "training.batch=4", "training.evaluate_every=0",
            "schedule.length=2", "schedule.warmup=0", "probe.every=1", "evaluation=[]",
        ]
    )  # fmt: skip
    capsys.readouterr()
    evaluate.main([str(run), "--set", *lfw])
    of_run = capsys.readouterr().out
    assert "12 of 12 images have another ending than in the list" in of_run
    export.main([str(run), str(bundle), "--far", "0.1", "--set", *lfw])
    capsys.readouterr()
    evaluate.main([str(bundle), "--set", *lfw])
    assert capsys.readouterr().out.splitlines()[1].split()[0] == "accuracy"
    embed.main([str(bundle), str(faces), "--out", str(tmp_path / "aligned.npz")])
    embed.main([str(bundle), str(photos), *DETECTOR, "--out", str(tmp_path / "found.npz")])
    with np.load(tmp_path / "aligned.npz") as aligned, np.load(tmp_path / "found.npz") as found:
        assert aligned["embeddings"].shape == (PEOPLE * PORTRAITS, 8)
        np.testing.assert_allclose(aligned["embeddings"], found["embeddings"], atol=1e-5)
    photo = str(photos / "P_1" / "P_1_0001.jpg")
    with pytest.raises(SystemExit) as ended:
        verify.main([str(bundle), photo, photo, *DETECTOR])
    assert ended.value.code == 0
    assert "One person: cosine 1.0000" in capsys.readouterr().out
