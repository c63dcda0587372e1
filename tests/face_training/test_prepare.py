"""A folder of photographs becomes a set, and the report says what became of every file."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from face_training.photos.detection import Detector
from face_training.prepare import main, prepare, summary
from tests.face_training.real import YUNET, orl, photo_of, write


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for person in (1, 2):
        for number in (1, 2):
            write(folder / f"Person {person}" / f"{number}.png", photo_of(orl(person, number)))
    write(folder / "Person 2" / "grey.png", photo_of(orl(2, 3))[..., 0])
    write(folder / "Person 2" / "wall.jpg", np.full((300, 400, 3), 128, np.uint8))
    write(folder / "Person 2" / "two.jpg", photo_of(orl(2, 1), orl(1, 1)))
    write(folder / "loose.png", photo_of(orl(1, 1)))
    (folder / "Person 1" / "broken.jpg").write_bytes(b"no image")
    (folder / "Person 1" / "notes.txt").write_text("words")
    (folder / "=1+1.txt").write_text("words")
    return folder


def test_what_becomes_of_every_file(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "aligned"
    main([str(photos), str(out), "--detector", str(YUNET)])
    with (out / "report.csv").open() as file:
        rows = {row["file"]: (row["result"], row["reason"]) for row in csv.DictReader(file)}
    assert rows == {
        "'=1+1.txt": ("ignored", "no person"),  # a spreadsheet computes nothing
        "Person 1/1.png": ("kept", ""),
        "Person 1/2.png": ("kept", ""),
        "Person 1/broken.jpg": ("dropped", "unreadable"),
        "Person 1/notes.txt": ("ignored", "no photograph"),
        "Person 2/1.png": ("kept", ""),
        "Person 2/2.png": ("kept", ""),
        "Person 2/grey.png": ("kept", ""),
        "Person 2/two.jpg": ("dropped", "several faces"),
        "Person 2/wall.jpg": ("dropped", "no face"),
        "loose.png": ("ignored", "no person"),
    }
    made = sorted(file.relative_to(out).as_posix() for file in out.rglob("*.png"))
    assert made == [f"{name}.png" for name, (result, _) in rows.items() if result == "kept"]
    assert all(cv2.imread(str(out / name)).shape == (112, 112, 3) for name in made)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "5 of 11 files kept, of 2 people"
    assert "  1 dropped: several faces" in printed
    assert "  1 kept: grey" in printed


def test_it_goes_on_where_it_was_interrupted(photos: Path, tmp_path: Path) -> None:
    out, detector = tmp_path / "aligned", Detector(YUNET)
    prepare(photos, out, detector)
    first, second = out / "Person 1" / "1.png.png", out / "Person 1" / "2.png.png"
    first.unlink()
    before = second.stat().st_mtime_ns
    lines = {line.file: line.remark for line in prepare(photos, out, detector)}
    assert first.is_file()
    assert second.stat().st_mtime_ns == before
    assert (lines["Person 1/1.png"], lines["Person 1/2.png"]) == ("", "done before")
    assert next(summary(prepare(photos, out, detector))) == "5 of 11 files kept, of 2 people"


def test_what_is_wrong_is_said_in_one_sentence(photos: Path, tmp_path: Path) -> None:
    weights = ["--detector", str(YUNET)]
    for arguments, sentence in (
        ([str(tmp_path / "none"), str(tmp_path / "out")], r"^There is no folder .*none\.$"),
        ([str(photos / "Person 1"), str(tmp_path / "out")], r"has no folder with photographs"),
        ([str(photos), str(photos / "out")], r"out must not lie in "),
    ):
        with pytest.raises(SystemExit, match=sentence):
            main([*arguments, *weights])
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match=r"file cannot be written to: (File exists|Not a dir)"):
        main([str(photos), str(tmp_path / "file"), *weights])
