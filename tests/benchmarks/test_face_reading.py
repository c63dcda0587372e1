"""The readers are timed on the same images."""

from pathlib import Path

import numpy as np

from benchmarks.face_reading import OURS, bytes_only, lay_out, report, whole
from benchmarks.harness.options import Options
from face_training.data import SOURCES


def test_both_layouts_hold_the_same_images(tmp_path: Path) -> None:
    lay_out(tmp_path, people=3, each=2)
    records = SOURCES["record_io"](path=tmp_path)
    folders = SOURCES["image_folder"](path=tmp_path / "folders")
    assert len(records) == len(folders) == 6
    for place in range(6):
        np.testing.assert_array_equal(records[place][0], folders[place][0])
        assert records[place][1] == folders[place][1]


def test_every_image_is_asked_for_once(tmp_path: Path) -> None:
    lay_out(tmp_path, people=3, each=2)
    records = SOURCES["record_io"](path=tmp_path)
    asked: list[int] = []

    class Watched:
        def __len__(self) -> int:
            return len(records)

        def __getitem__(self, index: int) -> None:
            asked.append(index)

    whole(Watched())  # type: ignore[arg-type]
    assert sorted(asked) == list(range(6))
    bytes_only(records)  # type: ignore[arg-type]


def test_the_table_names_every_reader() -> None:
    printed, remark = report(Options(quick=True), people=3, each=2)
    assert printed.startswith("6 JPEG faces of 112x112, one core")
    ours = next(line for line in printed.splitlines() if OURS in line)
    assert ours.split()[-1] == "1.00"
    assert "a loop of PIL over files" in printed
    assert "--mxnet PATH" in remark
