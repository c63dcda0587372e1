"""How fast faces are read from .rec files and folders, beside PIL and mxnet's own reader.

Each reader is timed by its own processor time.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import clock_of, take_turns
from benchmarks.peers.mxnet_reader import mxnet_seconds
from face_training.data import SOURCES, Faces
from face_training.data.record_io import RecordFaces, record_io
from face_training.data.record_parts import span_at
from face_training.data.record_writer import write_records
from face_training.data.synthetic import synthetic

PEOPLE, EACH = 100, 10
OURS = ".rec, read and decoded"


def encoded(people: int, each: int) -> Iterator[tuple[bytes, int]]:
    """JPEG faces, person after person."""
    faces = synthetic(identities=people, images=each)
    for place in range(len(faces)):
        image_3HW, label = faces[place]
        stream = io.BytesIO()
        pixels_HW3 = np.ascontiguousarray(image_3HW.permute(1, 2, 0).numpy())
        Image.fromarray(pixels_HW3).save(stream, "jpeg", quality=95)
        yield stream.getvalue(), label


def lay_out(folder: Path, people: int = PEOPLE, each: int = EACH) -> None:
    """Write the same images as a .rec and as folders."""
    images = list(encoded(people, each))
    write_records(folder / "train.rec", images)
    for place, (image, label) in enumerate(images):
        file = folder / "folders" / f"{label:03d}" / f"{place:05d}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(image)


def whole(faces: Faces) -> None:
    """Read every image in a random order, as training does."""
    for index in np.random.default_rng(0).permutation(len(faces)):
        faces[int(index)]


def bytes_only(faces: RecordFaces) -> None:
    """Read every record without decoding it."""
    buffer = memoryview(faces.path.read_bytes())
    for start in faces.starts_N:
        span_at(buffer, int(start), "here").joined(buffer)


def plain(files: list[Path]) -> None:
    """Read without this project: open, decode, convert to an array."""
    for file in files:
        with Image.open(file) as image:
            np.asarray(image.convert("RGB"))


def report(options: Options, *, people: int = PEOPLE, each: int = EACH) -> Iterator[str]:
    """Images a second, and each reader's time as a multiple of ours."""
    rounds = 2 if options.quick else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, people, each)
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
        if options.mxnet:
            rec = folder / "train.rec"
            seconds["mxnet, read and decoded"] = mxnet_seconds(options.mxnet, rec, rounds, images)
    rows = [
        (name, f"{images / own:.0f}", f"{own / seconds[OURS]:.2f}") for name, own in seconds.items()
    ]
    yield f"{images} JPEG faces of 112x112, one core\n" + table(
        ("reader", "images a second", "time, ours = 1"), rows
    )
    if not options.mxnet:
        yield "mxnet is not measured: --mxnet PATH of a Python that has it adds its reader."
