"""Small sets in every layout that is read: six images, two of each identity, with known pixels."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import lmdb
import msgpack

from face_training.data.record_writer import write_records
from tests.face_training.data.pictures import png

IMAGES = 6


def folders(path: Path) -> Path:
    """identity/image."""
    for k in range(IMAGES):
        file = path / f"person {k // 2}" / f"{k}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(png(k))
    return path


def listed(path: Path) -> Path:
    """The same, by a list with numbers."""
    folders(path)
    rows = [f"person {k // 2}/{k}.png,{k // 2}\n" for k in range(IMAGES)]
    (path / "list.csv").write_text("".join(rows))
    return path / "list.csv"


def records(path: Path) -> Path:
    """train.rec and train.idx."""
    path.mkdir(exist_ok=True)
    write_records(path / "train.rec", [(png(k), k // 2) for k in range(IMAGES)])
    return path


def tar_of(path: Path, files: Mapping[str, bytes]) -> Path:
    """A tar with these files."""
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def shards(path: Path) -> Path:
    """key.png beside key.cls, in two shards."""
    for shard in range(2):
        numbers = range(shard * 3, shard * 3 + 3)
        files = {f"{k}.png": png(k) for k in numbers}
        files |= {f"{k}.cls": str(k // 2).encode() for k in numbers}
        tar_of(path / f"faces-{shard:03d}.tar", files)
    return path


def zips(path: Path) -> Path:
    """DigiFace-1M: zips of parts, identity/number.png in them."""
    path.mkdir(exist_ok=True)
    for name, numbers in (("subjects_0-1_2_imgs", range(4)), ("subjects_2-2_2_imgs", range(4, 6))):
        with zipfile.ZipFile(path / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as file:
            for k in numbers:
                file.writestr(f"{k // 2}/{k % 2}.png", png(k))
    return path


def lmdb_of(path: Path, entries: Mapping[bytes, bytes]) -> Path:
    """An LMDB of one file with these entries."""
    path.parent.mkdir(exist_ok=True)
    opened = lmdb.open(str(path), subdir=False, map_size=10**8, lock=False)
    with opened.begin(write=True) as writing:
        for key, value in entries.items():
            writing.put(key, value)
    opened.close()
    return path


def hsface(path: Path) -> Path:
    """HSFace and WebFace4M: an image and a label an entry, and the list of the keys."""
    entries = {str(k).encode(): msgpack.dumps((png(k), k // 2)) for k in range(IMAGES)}
    keys = msgpack.dumps(list(entries))
    count, classes = msgpack.dumps(IMAGES), msgpack.dumps(3)
    entries |= {b"__keys__": keys, b"__len__": count, b"__classnum__": classes}
    return lmdb_of(path / "hsface.lmdb", entries)


#: Source -> what writes its layout and gives data.path.
LAYOUTS: Mapping[str, Callable[[Path], Path]] = {
    "image_folder": folders,
    "image_list": listed,
    "record_io": records,
    "web_dataset": shards,
    "image_zips": zips,
    "lmdb": hsface,
}
