"""The readers are timed on the same images."""

from pathlib import Path

import numpy as np
from torch import Tensor

from benchmarks.face_reading import (
    DECODING,
    OURS,
    SHARDS,
    batches,
    bytes_only,
    keeps_pace,
    lay_out,
    one_by_one,
    report,
)
from benchmarks.harness.options import Options
from face_training.data import SOURCES


def test_all_layouts_hold_the_same_images(tmp_path: Path) -> None:
    lay_out(tmp_path, people=3, each=2)
    records = SOURCES["record_io"](path=tmp_path)
    for other in (
        SOURCES["image_folder"](path=tmp_path / "folders"),
        SOURCES["web_dataset"](path=tmp_path),
    ):
        assert len(records) == len(other) == 6
        for place in range(6):
            np.testing.assert_array_equal(records[place][0], other[place][0])
            assert records[place][1] == other[place][1]


def test_every_image_is_asked_for_once(tmp_path: Path) -> None:
    lay_out(tmp_path, people=3, each=2)
    records = SOURCES["record_io"](path=tmp_path)
    asked: list[int] = []

    class Watched:
        labels_N = records.labels_N

        def __len__(self) -> int:
            return len(records)

        def __getitem__(self, index: int) -> tuple[Tensor, int]:
            asked.append(index)
            return records[index]

    for read in (one_by_one, batches):
        read(Watched())  # type: ignore[arg-type]
        assert sorted(asked) == list(range(6))
        asked.clear()
    bytes_only(records)  # type: ignore[arg-type]


def test_the_table_names_every_reader() -> None:
    printed, pace, remark = report(Options(quick=True), people=3, each=2)
    assert printed.startswith("6 JPEG faces of 112x112, one core")
    first = next(line for line in printed.splitlines() if DECODING in line)
    assert first.split()[-1] == "1.00"
    for name in (OURS, SHARDS, "a loop of PIL over files", "receiving from it"):
        assert name in printed
    assert "6,000 images a second on 16 cores are 375 of each core" in pace
    assert "--mxnet PATH" in remark


def test_how_many_times_the_pace() -> None:
    sentence = keeps_pace({OURS: 1 / 750, SHARDS: 1 / 300})
    assert ".rec, in batches 750 (2.0 times as many)" in sentence
    assert "WebDataset, in batches 300 (0.8 times as many)" in sentence
