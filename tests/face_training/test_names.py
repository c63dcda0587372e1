"""Names that are no UTF-8, from the folder to every file that is written."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from face_training import embed, pack, prepare, recipes, verify
from face_training.data import SOURCES
from face_training.names import escaped, readable
from face_training.photos.detection import Detector
from tests.face_training.data.pictures import png
from tests.face_training.networks import small_bundle
from tests.face_training.real import YUNET, orl, write

OLD = os.fsdecode(b"Zo\xeb")  # in Latin-1


def test_a_name_can_be_read_and_written() -> None:
    assert readable(OLD) == r"Zo\xeb"
    assert readable("Zoë/two\nlines") == r"Zoë/two\nlines"
    assert escaped(["a", "Zoë"]) == ""
    assert escaped(["a", OLD, OLD]) == (
        r"2 names are not UTF-8, or longer than a line, and written in the way of Zo\xeb"
    )


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    for person in ("Ann", OLD):
        for number in (1, 2):
            file = tmp_path / "faces" / person / f"{number}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(png(number))
    return tmp_path / "faces"


def test_pack_keeps_the_list_of_names(
    faces: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It left a .rec with an empty list."""
    pack.main([str(faces), str(tmp_path / "out.rec")])
    assert (tmp_path / "out.txt").read_text("utf-8") == "Ann\nZo\\xeb\n"
    assert "1 name is not UTF-8" in capsys.readouterr().out
    assert len(SOURCES["record_io"](path=tmp_path / "out.rec")) == 4


def test_embed_and_verify_write_and_say_them(
    faces: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`embed` wrote nothing."""
    bundle = str(small_bundle(tmp_path / OLD))
    for name in ("a.csv", "a.npz"):
        embed.main([bundle, str(faces), "--out", str(tmp_path / name)])
    assert "2 names are not UTF-8" in capsys.readouterr().out
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        names = [row[0] for row in csv.reader(file)]
    assert [Path(name).parent.name for name in names] == ["Ann", "Ann", r"Zo\xeb", r"Zo\xeb"]
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays["paths"].tolist() == names
    grey = write(tmp_path / "grey.png", np.full((112, 112), 90, np.uint8))
    small = grey.rename(faces / OLD / "grey.png")
    with pytest.raises(SystemExit):
        verify.main([bundle, str(small), str(small)])
    assert capsys.readouterr().out.endswith("grey.png: grey\n")


def test_prepare_reports_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All was aligned, and the report was cut off."""
    write(tmp_path / "photos" / "Ann" / "1.png", orl(1, 1))
    write(tmp_path / "photos" / "Ann" / "2.png", orl(1, 2))
    (tmp_path / "photos" / "Ann").rename(tmp_path / "photos" / OLD)
    out = tmp_path / OLD
    prepare.main([str(tmp_path / "photos"), str(out), "--detector", str(YUNET)])
    assert "2 of 2 files kept, of 1 people" in capsys.readouterr().out
    assert (out / OLD / "1.png.png").is_file()
    text = (out / "report.csv").read_text("utf-8")
    assert text.splitlines()[1].startswith(r"Zo\xeb/1.png,kept")


def test_a_detectors_path_must_be_utf_8(tmp_path: Path) -> None:
    """OpenCV ended the process."""
    (tmp_path / OLD).symlink_to(YUNET)
    with pytest.raises(ValueError, match=r"Zo\\xeb of the weights is no UTF-8"):
        Detector(tmp_path / OLD)


def test_a_path_that_a_run_could_not_keep_is_refused() -> None:
    with pytest.raises(ValueError, match=r"data\.path is /data/Zo\\xeb, which is no UTF-8"):
        recipes.read("smoke", ["data.source=image_folder", f"data.path=/data/{OLD}"])
