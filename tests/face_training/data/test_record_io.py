"""Face sets in .rec: one that mxnet wrote, and everything that can be wrong with one."""

import hashlib
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader

from face_training.data.image_record import EXACT, image_record
from face_training.data.record_io import record_io
from face_training.data.record_parts import spans, write_record
from face_training.data.record_writer import write_records
from tests.face_training.data.pictures import pixels, png

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_records(tmp_path / "train.rec", [(png(10 + i), i // 3) for i in range(9)])
    return tmp_path


def file_of(path: Path, records: list[bytes]) -> Path:
    with path.open("wb") as file:
        for record in records:
            write_record(file, record)
    return path


def test_what_mxnet_wrote_reads_back_to_the_byte(tmp_path: Path) -> None:
    for name in ("mxnet.rec", "mxnet.idx"):
        shutil.copy(FIXTURES / name, tmp_path)
    faces = record_io(path=tmp_path / "mxnet.rec")
    expected = json.loads((FIXTURES / "mxnet.json").read_text())
    assert faces.labels_N.tolist() == [label for label, _ in expected]
    buffer = memoryview((tmp_path / "mxnet.rec").read_bytes())
    records = {span.start: span.joined(buffer) for span in spans(buffer, "it")}
    parts = [len(span.parts) for span in spans(buffer, "it")]
    assert sorted(parts)[-2:] == [2, 4]  # two of them were split
    for place, (_, digest) in enumerate(expected):
        record = records[int(faces.starts_N[place])]
        begin = 24 if place % 2 == 0 else 32  # every other one has two labels
        assert hashlib.sha256(record[begin:]).hexdigest() == digest
        assert faces[place][0].shape == (3, 112, 112)


def test_images_come_back_to_the_pixel(folder: Path) -> None:
    faces = record_io(path=folder)
    assert len(faces) == 9
    assert faces.identities == ("0", "1", "2")
    assert faces.source.endswith("train.rec: 9 images of 3 identities")
    for place in range(9):
        image_3HW, label = faces[place]
        np.testing.assert_array_equal(image_3HW.permute(1, 2, 0).numpy(), pixels(10 + place))
        assert label == place // 3


@pytest.mark.slow
def test_processes_read_with_handles_of_their_own(folder: Path) -> None:
    faces = record_io(path=folder)
    alone = torch.stack([faces[i][0] for i in range(9)])
    assert len(pickle.dumps(faces)) < 2000  # not the file
    loader = DataLoader(
        faces,  # type: ignore[arg-type]
        batch_size=2,
        num_workers=2,
        multiprocessing_context="spawn",
    )
    torch.testing.assert_close(torch.cat([images for images, _ in loader]), alone, rtol=0, atol=0)


def test_without_an_idx_nothing_is_lost(folder: Path) -> None:
    with_idx = record_io(path=folder)
    (folder / "train.idx").unlink()
    without = record_io(path=folder / "train.rec")
    np.testing.assert_array_equal(with_idx.starts_N, without.starts_N)


def test_files_without_records_of_identities_are_all_images(tmp_path: Path) -> None:
    records = [image_record(png(k, size=32), float(k % 2), k) for k in range(4)]
    faces = record_io(path=file_of(tmp_path / "plain.rec", records))
    assert faces.labels_N.tolist() == [0, 1, 0, 1]


def test_counts_beyond_what_float32_tells_are_not_used(tmp_path: Path) -> None:
    records = [image_record(png(k, size=32), float(k % 2), k + 1) for k in range(4)]
    records += [image_record(b"", (float(EXACT + 4), float(EXACT + 6)), 0)]
    records += [image_record(b"", (1.0, 3.0), 0), image_record(b"", (3.0, 5.0), 0)]
    assert len(record_io(path=file_of(tmp_path / "large.rec", records))) == 4


def test_labels_with_holes_are_closed_up_and_told(tmp_path: Path) -> None:
    records = [image_record(png(k, size=32), float(label), k) for k, label in enumerate((5, 5, 9))]
    faces = record_io(path=file_of(tmp_path / "holes.rec", records))
    assert faces.labels_N.tolist() == [0, 0, 1]
    assert faces.identities == ("5", "9")
    assert faces.source.endswith("3 images of 2 identities, 8 unused numbers closed up")


def test_a_file_that_is_cut_off_is_refused(folder: Path) -> None:
    data = (folder / "train.rec").read_bytes()
    (folder / "train.rec").write_bytes(data[: len(data) // 2])
    with pytest.raises(ValueError, match=r"train\.rec is cut off: the record at byte \d+ needs"):
        record_io(path=folder)


def test_a_file_that_is_cut_between_records_is_refused(folder: Path) -> None:
    buffer = memoryview((folder / "train.rec").read_bytes())
    end = list(spans(buffer, "it"))[-2].end
    (folder / "train.rec").write_bytes(buffer[:end])
    says = "says that it has 9 images of 3 identities, and 9 images and 2 records of identities"
    with pytest.raises(ValueError, match=says):
        record_io(path=folder)


def test_a_broken_image_is_named_with_its_place(tmp_path: Path) -> None:
    records = [image_record(png(0)[:200], 0.0, 1), image_record(png(1), 1.0, 2)]
    faces = record_io(path=file_of(tmp_path / "broken.rec", records))
    with pytest.raises(ValueError, match=r"The image at byte 0 of .*broken\.rec is no image, or a"):
        faces[0]
    assert faces[1][1] == 1


def test_a_file_that_got_shorter_after_it_was_opened(folder: Path) -> None:
    faces = record_io(path=folder)
    data = (folder / "train.rec").read_bytes()
    (folder / "train.rec").write_bytes(data[: int(faces.starts_N[4]) + 50])
    assert faces[0][1] == 0
    with pytest.raises(ValueError, match=r"byte \d+ of .*train\.rec is not there any more"):
        faces[4]


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no .*train\.rec; data\.path is a \.rec file"):
        record_io(path=tmp_path)
    (tmp_path / "train.rec").touch()
    with pytest.raises(ValueError, match=r"train\.rec is empty\."):
        record_io(path=tmp_path)
    (tmp_path / "train.rec").write_bytes(b"not a record file at all")
    with pytest.raises(ValueError, match="damaged: at byte 0 a record should start"):
        record_io(path=tmp_path)
