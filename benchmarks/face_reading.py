"""How fast faces come off the disk: .rec, folders and shards, beside mxnet's own reader.

mxnet does not install beside this project's numpy, so its interpreter is given by path and asked to
do the same work in a process of its own; both are timed by their own processor time.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.setting import Setting
from benchmarks.table import table
from benchmarks.timing import clock_of, take_turns
from face_training.data import SOURCES, Faces
from face_training.data.record_io import RecordFaces, record_io
from face_training.data.record_parts import span_at
from face_training.data.record_writer import write_records
from face_training.data.synthetic import synthetic

PEOPLE, EACH = 100, 10
OURS = ".rec, read and decoded"
#: Prints the seconds of each round that mxnet takes to read and decode all images.
MXNET = """
import sys, time
import mxnet as mx
for _ in range(int(sys.argv[2]) + 1):
    record = mx.recordio.MXIndexedRecordIO(sys.argv[1] + ".idx", sys.argv[1] + ".rec", "r")
    start = time.process_time()
    for key in range(1, int(sys.argv[3]) + 1):
        header, image = mx.recordio.unpack(record.read_idx(key))
        mx.image.imdecode(image).asnumpy()
    print(time.process_time() - start)
"""


def encoded() -> Iterator[tuple[bytes, int]]:
    """JPEG faces, person after person."""
    faces = synthetic(identities=PEOPLE, images=EACH)
    for place in range(len(faces)):
        image_3HW, label = faces[place]
        stream = io.BytesIO()
        pixels_HW3 = np.ascontiguousarray(image_3HW.permute(1, 2, 0).numpy())
        Image.fromarray(pixels_HW3).save(stream, "jpeg", quality=95)
        yield stream.getvalue(), label


def lay_out(folder: Path) -> None:
    """The same images as a .rec and as folders."""
    images = list(encoded())
    write_records(folder / "train.rec", images)
    for place, (image, label) in enumerate(images):
        file = folder / "folders" / f"{label:03d}" / f"{place:05d}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(image)


def whole(faces: Faces) -> None:
    """Every image in a random order, as training asks for them."""
    for index in np.random.default_rng(0).permutation(len(faces)):
        faces[int(index)]


def bytes_only(faces: RecordFaces) -> None:
    """Every record without decoding it."""
    buffer = memoryview(faces.path.read_bytes())
    for start in faces.starts_N:
        span_at(buffer, int(start), "here").joined(buffer)


def plain(files: list[Path]) -> None:
    """What a loop without this project does: open, decode, to an array."""
    for file in files:
        with Image.open(file) as image:
            np.asarray(image.convert("RGB"))


def mxnet_seconds(python: str, rec: Path, rounds: int, images: int) -> float:
    """Median seconds of mxnet, after a round that is not counted."""
    stem = str(rec.with_suffix(""))
    done = subprocess.run(
        [python, "-c", MXNET, stem, str(rounds), str(images)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(np.median([float(line) for line in done.stdout.split()[1:]]))


def report(setting: Setting) -> Iterator[str]:
    """Images a second, and each reader's time as a multiple of ours."""
    rounds = 2 if setting.quick else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        records = record_io(path=folder)
        folders = SOURCES["image_folder"](path=folder / "folders")
        files = sorted((folder / "folders").glob("*/*.jpg"))
        times = take_turns(
            {
                OURS: lambda: whole(records),
                "folders, read and decoded": lambda: whole(folders),
                "a loop of PIL over files": lambda: plain(files),
                ".rec, bytes alone": lambda: bytes_only(records),
            },
            rounds,
            clock_of("cpu", 1),
        )
        images = len(records)
        seconds = {name: times.typical(name) for name in times.seconds}
        if setting.mxnet:
            rec = folder / "train.rec"
            seconds["mxnet, read and decoded"] = mxnet_seconds(setting.mxnet, rec, rounds, images)
    rows = [
        (name, f"{images / own:.0f}", f"{own / seconds[OURS]:.2f}") for name, own in seconds.items()
    ]
    yield f"{images} JPEG faces of 112x112, one core\n" + table(
        ("reader", "images a second", "time, ours = 1"), rows
    )
    if not setting.mxnet:
        yield "mxnet was not asked: --mxnet PATH of a Python that has it adds its reader."
