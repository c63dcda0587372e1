"""Broken test images are found before a training begins."""

from pathlib import Path

import pytest

from face_training.evaluation.looking_through import look_through
from face_training.evaluation.sets import open_sets
from tests.face_training.data.layouts import folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folders(tmp_path)
    (tmp_path / "person 1" / "3.png").write_bytes(b"broken")
    return tmp_path


def test_each_set_in_files_is_decoded(folder: Path) -> None:
    files = {"source": "image_folder", "path": str(folder)}
    drawn = {"source": "synthetic", "identities": 3, "images": 2}
    sets = open_sets(
        [
            {"name": "drawn", "protocol": "open_set", **drawn},
            {"name": "folder", "protocol": "open_set", "fars": [0.5], **files},
            {"name": "far", "protocol": "distractors", "probes": drawn, "distractors": files},
        ]
    )
    sentences = look_through(sets)
    assert [sentence[:48] for sentence in sentences] == [
        "1 of 6 images of evaluation set 'folder' cannot ",
        "1 of 6 images of evaluation set 'far' cannot be ",
    ]
    assert all("person 1/3.png is no image" in sentence for sentence in sentences)
    assert look_through(sets, rank=0, ranks=2) == []
    assert len(look_through(sets, rank=1, ranks=2)) == 2
