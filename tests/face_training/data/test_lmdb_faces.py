"""LMDB in the layout of HSFace, in many processes, and damaged."""

from pathlib import Path

import msgpack
import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader

from face_training.data.lmdb_faces import lmdb_faces
from tests.face_training.data.layouts import hsface, lmdb_of
from tests.face_training.data.pictures import pixels, png


def test_images_come_in_the_order_of_the_keys(tmp_path: Path) -> None:
    entries = {str(k).encode(): msgpack.dumps((png(k), 5 * k)) for k in (10, 9, 2)}
    keys = msgpack.dumps([b"10", b"2", b"9"])
    faces = lmdb_faces(path=lmdb_of(tmp_path / "x.lmdb", entries | {b"__keys__": keys}))
    assert faces.identities == ("10", "45", "50")
    assert faces.labels_N.tolist() == [2, 0, 1]
    np.testing.assert_array_equal(faces[1][0].permute(1, 2, 0), pixels(2))
    assert faces.source.endswith("x.lmdb: 3 images of 3 identities, 48 unused numbers closed up")


def test_entries_of_old_writers_are_read(tmp_path: Path) -> None:
    """Before its version 1, MessagePack had one kind of strings for text and bytes."""
    entries = {str(k).encode(): msgpack.dumps((png(k), k), use_bin_type=False) for k in range(2)}
    keys = msgpack.dumps([b"0", b"1"], use_bin_type=False)
    faces = lmdb_faces(path=lmdb_of(tmp_path / "x.lmdb", entries | {b"__keys__": keys}))
    np.testing.assert_array_equal(faces[1][0].permute(1, 2, 0), pixels(1))


@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_read_what_this_one_reads(tmp_path: Path, method: str) -> None:
    faces = lmdb_faces(path=hsface(tmp_path))
    here = torch.stack([faces[k][0] for k in range(6)])
    loader = DataLoader(
        faces,  # type: ignore[arg-type]
        batch_size=2,
        num_workers=2,
        multiprocessing_context=method,
    )
    torch.testing.assert_close(torch.cat([images for images, _ in loader]), here, rtol=0, atol=0)
    assert faces[0][1] == 0


def test_a_folder_of_an_lmdb_is_read(tmp_path: Path) -> None:
    hsface(tmp_path).rename(tmp_path / "data.mdb")
    assert len(lmdb_faces(path=tmp_path)) == 6


def test_what_is_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no .*none\.lmdb; data\.path is an LMDB"):
        lmdb_faces(path=tmp_path / "none.lmdb")
    (tmp_path / "text.lmdb").write_bytes(b"nonsense" * 1000)
    with pytest.raises(ValueError, match=r"text\.lmdb is no LMDB, or a broken one"):
        lmdb_faces(path=tmp_path / "text.lmdb")
    other = lmdb_of(tmp_path / "other.lmdb", {b"0": b"x"})
    with pytest.raises(ValueError, match=r"other\.lmdb has another layout: an entry is an image"):
        lmdb_faces(path=other)
    keys = msgpack.dumps([b"0", b"1"])
    wrong = {b"0": msgpack.dumps((png(0), 0)), b"1": msgpack.dumps("text"), b"__keys__": keys}
    with pytest.raises(ValueError, match=r"^Entry 1 of .*wrong\.lmdb has another layout"):
        lmdb_faces(path=lmdb_of(tmp_path / "wrong.lmdb", wrong))
    large = {b"0": msgpack.dumps((png(0), 2**64 - 1)), b"__keys__": msgpack.dumps([b"0"])}
    with pytest.raises(ValueError, match=r"^Entry 0 of .*large\.lmdb has another layout"):
        lmdb_faces(path=lmdb_of(tmp_path / "large.lmdb", large))
    for number, keys in enumerate(([b"0" * 10_000], [b""])):
        named = lmdb_of(tmp_path / f"key{number}.lmdb", {b"__keys__": msgpack.dumps(keys)})
        with pytest.raises(ValueError, match=r"key\d\.lmdb has another layout"):
            lmdb_faces(path=named)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = hsface(tmp_path).read_bytes()
    (tmp_path / "half.lmdb").write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    with pytest.raises(ValueError, match=r"half\.lmdb is cut off: it has \d+ of \d+ bytes"):
        lmdb_faces(path=tmp_path / "half.lmdb")
