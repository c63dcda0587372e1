"""A batch at once holds what its images hold one by one."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from face_training.data import Faces
from face_training.data.batch import read_batch
from face_training.data.image_folder import image_folder
from face_training.data.in_memory import in_memory
from face_training.data.record_io import record_io
from face_training.data.record_writer import write_records
from face_training.data.synthetic import synthetic
from face_training.data.web_dataset import web_dataset
from tests.face_training.data.pictures import png


def folders(path: Path) -> Faces:
    for k in range(6):
        file = path / f"person {k // 2}" / f"{k}.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png(k, size=64 if k == 3 else 112))
    return image_folder(path=path)


def records(path: Path) -> Faces:
    write_records(path / "train.rec", [(png(k), k // 2) for k in range(6)])
    return record_io(path=path)


def shards(path: Path) -> Faces:
    with tarfile.open(path / "0.tar", "w") as tar:
        for k in range(6):
            for name, data in ((f"{k}.png", png(k)), (f"{k}.cls", str(k // 2).encode())):
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    return web_dataset(path=path)


def drawn(path: Path) -> Faces:
    return synthetic(identities=3, images=2, size=32)


def held(path: Path) -> Faces:
    return in_memory(drawn(path))


@pytest.mark.parametrize("opened", [folders, records, shards, drawn, held])
def test_images_labels_and_mirroring(opened: Callable[[Path], Faces], tmp_path: Path) -> None:
    faces = opened(tmp_path)
    indices, mirrored = np.array([5, 0, 3, 3]), np.array([True, False, False, True])
    images, labels = read_batch(faces, indices, mirrored)
    assert images.is_contiguous(memory_format=torch.channels_last)
    assert images.dtype == torch.uint8
    for place, (index, flag) in enumerate(zip(indices, mirrored, strict=True)):
        image, label = faces[int(index)]
        assert torch.equal(images[place], image.flip(-1) if flag else image)
        assert labels[place] == label
