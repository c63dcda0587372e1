"""The command writes what the library embeds."""

from pathlib import Path

import numpy as np
import pytest

from face_training.embed import main
from tests.face_training.networks import Pictures, small_bundle
from tests.face_training.real import write


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for index, one in enumerate(Pictures(3, size=112).images):
        write(tmp_path / "photos" / f"{index}.png", one.permute(1, 2, 0).numpy())
    (tmp_path / "photos" / "broken.jpg").write_bytes(b"no image")
    (tmp_path / "photos" / "words.txt").write_text("words")
    return tmp_path / "photos"


def test_csv_and_npz_hold_the_same(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(small_bundle(tmp_path / "bundle"))
    for name in ("a.csv", "a.npz"):
        main([bundle, str(photos), "--out", str(tmp_path / name)])
        printed = capsys.readouterr()
        assert printed.out == f"{tmp_path / name}: 3 faces, 1 without\n"
        assert printed.err.endswith("broken.jpg is no image, or a broken one.\n")
    rows = [line.split(",") for line in (tmp_path / "a.csv").read_text().splitlines()]
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays["paths"].tolist() == [row[0] for row in rows]
        written = np.array([row[1:] for row in rows], float)
        np.testing.assert_allclose(arrays["embeddings"], written, atol=1e-8)
        np.testing.assert_allclose(np.linalg.norm(written, axis=1), 1, atol=1e-6)


def test_what_is_wrong_is_said_in_one_sentence(photos: Path, tmp_path: Path) -> None:
    bundle = str(small_bundle(tmp_path / "bundle"))
    for arguments, sentence in (
        ([str(photos), "--out", "a.txt"], r"^a\.txt must end in \.csv or \.npz\.$"),
        ([str(tmp_path / "bundle"), "--out", "a.csv"], r"^There is no photograph in what was"),
        ([str(photos), "--out", str(tmp_path / "no" / "a.csv")], r"cannot be written: No such"),
        ([str(photos), "--detector", "x", "--out", "a.csv"], r"^There are no detector's weights"),
    ):
        with pytest.raises(SystemExit, match=sentence):
            main([bundle, *arguments])


def test_batches_and_devices(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(small_bundle(tmp_path / "bundle"))
    for name, batch in (("all.npz", "256"), ("two.npz", "2")):
        main([bundle, str(photos), "--out", str(tmp_path / name), "--batch", batch])
    with np.load(tmp_path / "all.npz") as one, np.load(tmp_path / "two.npz") as other:
        assert one["paths"].tolist() == other["paths"].tolist()
        np.testing.assert_allclose(one["embeddings"], other["embeddings"], atol=1e-6)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "all.npz", "bundle", "photos", "two.npz",
    ]  # fmt: skip
    for more, sentence in (
        (["--batch", "0"], "1 photograph or more, not 0"),
        (["--device", "cuda"], "onnxruntime cannot use cuda here: it needs a GPU"),
    ):
        with pytest.raises(SystemExit, match=sentence):
            main([bundle, str(photos), "--out", str(tmp_path / "a.csv"), *more])
    assert not (tmp_path / ".a.csv.partial").exists()
