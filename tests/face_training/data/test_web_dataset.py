"""Shards, as the library webdataset writes them."""

import tarfile
from pathlib import Path

import numpy as np
import pytest
import webdataset

from face_training.data.web_dataset import web_dataset
from tests.face_training.data.layouts import tar_of
from tests.face_training.data.pictures import pixels, png


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    for shard in range(2):
        with webdataset.TarWriter(str(tmp_path / f"faces-{shard:03d}.tar")) as writer:
            for place in range(3):
                number = 3 * shard + place
                sample = {"__key__": f"person/{number:05d}", "png": png(number), "cls": number // 2}
                writer.write(sample)
    return tmp_path


@pytest.mark.parametrize("name", ["", "faces-{000..001}.tar", "faces-*.tar"])
def test_what_webdataset_wrote_reads_back(shards: Path, name: str) -> None:
    faces = web_dataset(path=shards / name if name else shards)
    assert faces.labels_N.tolist() == [0, 0, 1, 1, 2, 2]
    assert faces.identities == ("0", "1", "2")
    for place in range(6):
        image_3HW, label = faces[place]
        np.testing.assert_array_equal(image_3HW.permute(1, 2, 0).numpy(), pixels(place))
        assert label == place // 2


def test_labels_may_be_json(tmp_path: Path) -> None:
    files = {"a.png": png(0), "a.json": b'{"label": 3}', "b.png": png(1), "b.json": b'{"label": 8}'}
    faces = web_dataset(path=tar_of(tmp_path / "x.tar", files))
    assert faces.identities == ("3", "8")
    assert faces.source.endswith("2 images of 2 identities, 7 unused numbers closed up")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.png": b"x"}, r"a in .*x\.tar has an image and no label"),
        ({"a.png": b"x", "a.cls": b"one"}, r"a\.cls in .*x\.tar is no label: it must be a number"),
        ({"a.png": b"x", "a.cls": b"true"}, r"is no label: it must be a number"),
        ({"a.png": b"x", "a.cls": b"9" * 30}, r"is no label: it must be a number"),
        ({"a.png": b"x", "a.cls": b"9" * 5000}, r"is no label: it must be a number"),
        ({"a.png": b"x", "a.cls": b"[" * 9999}, r"is no label: it must be a number"),
        ({"a.png": b"x", "a.json": b'{"a":' * 9999}, r"is no label: it must be a JSON object"),
        ({"a.png": b"x", "a.cls": b" " * 2**20 + b"1"}, r"is no label: it must be a number"),
        ({"a.png": b"x", "a.json": b"{}"}, r"is no label: it must be a JSON object with a whole"),
    ],
)
def test_images_without_a_label_are_named(
    tmp_path: Path, files: dict[str, bytes], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        web_dataset(path=tar_of(tmp_path / "x.tar", files))


def test_headers_without_end_are_one_sentence(tmp_path: Path) -> None:
    member = tarfile.TarInfo("name")
    member.type = tarfile.GNUTYPE_LONGNAME
    member.size = 5
    header = member.tobuf(tarfile.GNU_FORMAT) + b"name".ljust(512, b"\0")
    (tmp_path / "x.tar").write_bytes(header * 2000)
    with pytest.raises(ValueError, match=r"x\.tar is no whole tar file: it has no end of headers"):
        web_dataset(path=tmp_path / "x.tar")


def test_damaged_and_missing_shards_are_named(shards: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no shard .*faces-002\.tar, which"):
        web_dataset(path=shards / "faces-{000..002}.tar")
    with pytest.raises(ValueError, match=r"^There is no shard .*none\.tar\.$"):
        web_dataset(path=shards / "none.tar")
    with pytest.raises(ValueError, match=r"There are no \.tar shards in"):
        web_dataset(path=shards / "other-*.tar")
    whole = (shards / "faces-001.tar").read_bytes()
    (shards / "faces-001.tar").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match=r"faces-001\.tar is (no whole tar file|cut off)"):
        web_dataset(path=shards)
    (shards / "faces-001.tar").write_bytes(b"nonsense" * 200)
    with pytest.raises(ValueError, match=r"faces-001\.tar is no whole tar file"):
        web_dataset(path=shards)


def test_keys_with_dots_lose_nobody(tmp_path: Path) -> None:
    files = {}
    for k, name in enumerate(("john.smith_1", "john.smith_2", "v1.0.7", "plain")):
        files |= {f"{name}.png": png(k), f"{name}.cls": str(k).encode()}
    faces = web_dataset(path=tar_of(tmp_path / "x.tar", files))
    assert faces.labels_N.tolist() == [0, 1, 2, 3]
    for k in range(4):
        np.testing.assert_array_equal(faces[k][0].permute(1, 2, 0), pixels(k))


def test_several_images_of_a_key(tmp_path: Path) -> None:
    """Views without a plain image are all taken; what stands beside the image of a key is not."""
    files = {"1.left.png": png(0), "1.right.png": png(1), "1.cls": b"0"}
    files |= {"2.png": png(2), "2.mask.png": png(3), "2.cls": b"1", "2.txt": b"a text"}
    faces = web_dataset(path=tar_of(tmp_path / "x.tar", files))
    assert faces.labels_N.tolist() == [0, 0, 1]
    shard = tmp_path / "x.tar"
    assert faces.source.endswith(
        f"3 images of 2 identities; left out: 1 no image by their endings (2.txt in {shard}), "
        f"1 beside the image of their key (2.mask.png in {shard})"
    )


def test_hidden_files_are_left_out_and_said(tmp_path: Path) -> None:
    files = {"a.png": png(0), "a.cls": b"0", "b.png": png(1), "b.cls": b"1", "._a.png": b"x"}
    faces = web_dataset(path=tar_of(tmp_path / "x.tar", files))
    assert len(faces) == 2
    assert "1 hidden or a system's own (._a.png in" in faces.source


def with_links(path: Path, *links: tuple[str, bytes, str]) -> Path:
    """A shard of two images and links: name, kind, and where it leads."""
    files = {"a.png": png(0), "a.cls": b"0", "b.png": png(1), "b.cls": b"1", "c.cls": b"2"}
    tar_of(path, files)
    with tarfile.open(path, "a") as tar:
        for name, kind, target in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            tar.addfile(member)
    return path


def test_a_file_with_two_names_is_taken_under_both(tmp_path: Path) -> None:
    """tar writes the second name as a link; it was left out in silence."""
    links = ("c.png", tarfile.LNKTYPE, "a.png"), ("d.png", tarfile.LNKTYPE, "b.png")
    more = ("d.cls", tarfile.LNKTYPE, "a.cls")
    faces = web_dataset(path=with_links(tmp_path / "x.tar", *links, more))
    assert faces.labels_N.tolist() == [0, 1, 2, 0]
    for place, number in enumerate((0, 1, 0, 1)):
        np.testing.assert_array_equal(faces[place][0].permute(1, 2, 0), pixels(number))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (tarfile.SYMTYPE, "/etc/passwd"),
        (tarfile.SYMTYPE, "a.png"),
        (tarfile.LNKTYPE, "../../secret.png"),
        (tarfile.CHRTYPE, ""),
        (tarfile.FIFOTYPE, ""),
    ],
)
def test_links_to_elsewhere_and_devices_are_left_out_and_said(
    tmp_path: Path, kind: bytes, target: str
) -> None:
    faces = web_dataset(path=with_links(tmp_path / "x.tar", ("c.png", kind, target)))
    assert len(faces) == 2
    assert "left out: 1 a link to elsewhere or no file at all (c.png in" in faces.source


def test_a_size_beyond_all_files_is_one_sentence(tmp_path: Path) -> None:
    shard = with_links(tmp_path / "x.tar")
    content = bytearray(shard.read_bytes())
    content[124:136] = b"\x80\0\0\0\x40" + bytes(7)  # 2^62, in the way of GNU tar
    content[148:156] = b" " * 8
    content[148:156] = b"%06o\0 " % sum(content[:512])
    shard.write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.tar is no whole tar file: "):
        web_dataset(path=shard)
