"""The readers are timed on the same images, and mxnet is asked as it says."""

import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import face_reading
from benchmarks.face_reading import bytes_only, lay_out, mxnet_seconds, report, whole
from benchmarks.setting import Setting
from face_training.data import SOURCES


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_reading, "PEOPLE", 3)
    monkeypatch.setattr(face_reading, "EACH", 2)


def test_both_layouts_hold_the_same_images(tmp_path: Path) -> None:
    lay_out(tmp_path)
    records = SOURCES["record_io"](path=tmp_path)
    folders = SOURCES["image_folder"](path=tmp_path / "folders")
    assert len(records) == len(folders) == 6
    for place in range(6):
        np.testing.assert_array_equal(records[place][0], folders[place][0])
        assert records[place][1] == folders[place][1]


def test_every_image_is_asked_for_once(tmp_path: Path) -> None:
    lay_out(tmp_path)
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


def test_mxnet_runs_in_its_own_python_and_its_first_round_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        face_reading, "MXNET", "import sys; print(100, *range(1, int(sys.argv[2]) + 1), sep='\\n')"
    )
    assert mxnet_seconds(sys.executable, tmp_path / "train.rec", 3, 6) == 2


def test_the_table_names_every_reader() -> None:
    printed, remark = report(Setting(quick=True))
    assert printed.startswith("6 JPEG faces of 112x112, one core")
    ours = next(line for line in printed.splitlines() if face_reading.OURS in line)
    assert ours.split()[-1] == "1.00"
    assert "a loop of PIL over files" in printed
    assert "--mxnet PATH" in remark
