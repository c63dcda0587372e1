"""Folders into a .rec and back."""

from pathlib import Path

import numpy as np
import pytest

from face_training.data import SOURCES
from face_training.pack import main
from tests.face_training.data.pictures import png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, name in enumerate(("b/1.png", "a/1.png", "b/2.png", "c/1.png")):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(png(place))
    return tmp_path / "in"


def test_what_is_packed_is_what_was_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(folder), str(tmp_path / "out.rec")])
    assert capsys.readouterr().out.endswith("out.rec: 4 images of 3 identities\n")
    before, after = (
        SOURCES["image_folder"](path=folder),
        SOURCES["record_io"](path=tmp_path / "out.rec"),
    )
    assert after.labels_N.tolist() == [0, 1, 1, 2]
    for place in range(4):
        np.testing.assert_array_equal(before[place][0], after[place][0])
    assert (tmp_path / "out.txt").read_text() == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("out", "damage", "says"),
    [
        ("out.bin", False, "out.bin must end in .rec."),
        ("out.rec", True, "in/a/1.png is no image, or a broken one."),
        ("nowhere/out.rec", False, "No such file or directory"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_leaves_nothing(
    folder: Path, tmp_path: Path, out: str, damage: bool, says: str
) -> None:
    if damage:
        (folder / "a" / "1.png").write_bytes(b"nonsense")
    with pytest.raises(SystemExit) as ended:
        main([str(folder), str(tmp_path / out)])
    assert says in str(ended.value.code)
    assert [file.name for file in tmp_path.iterdir()] == ["in"]
