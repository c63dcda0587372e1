"""How fast faces are read, decoded, mirrored and put into batches, beside decoding alone.

Each reader is timed by its own processor time.  Beside them: a loop of PIL, and mxnet's reader
where there is a Python that has it.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from torch.utils.data import DataLoader

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import LEAST, clock_of, take_turns
from benchmarks.peers.mxnet_reader import mxnet_seconds
from face_training.data import SOURCES, Faces
from face_training.data.record_io import RecordFaces, record_io
from face_training.data.record_parts import span_at
from face_training.data.record_writer import write_records
from face_training.data.synthetic import synthetic
from face_training.training.batches import Batches, StepKeys

PEOPLE, EACH, BATCH = 100, 10, 125
WANTED, CORES = 6_000, 16  # images a second that one fast GPU takes, and the cores beside it
DECODING = "decoding alone"
OURS = ".rec, in batches"
SHARDS = "WebDataset, in batches"


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
    """Write the same images as a .rec, as folders and as a shard."""
    images = list(encoded(people, each))
    write_records(folder / "train.rec", images)
    with tarfile.open(folder / "faces.tar", "w") as shard:
        for place, (image, label) in enumerate(images):
            file = folder / "folders" / f"{label:03d}" / f"{place:05d}.jpg"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(image)
            for name, data in ((f"{place}.jpg", image), (f"{place}.cls", str(label).encode())):
                member = tarfile.TarInfo(name)
                member.size = len(data)
                shard.addfile(member, io.BytesIO(data))


def steps_of(faces: Faces, steps: int = 0) -> StepKeys:
    """The keys of an epoch, or of so many steps."""
    batch = min(BATCH, len(faces))
    last = steps or len(faces) // batch
    return StepKeys(images=len(faces), batch=batch, seed=0, first=0, last=last)


def batches(faces: Faces) -> None:
    """Read every image in a random order, as a worker process of a training does."""
    whole = Batches(faces)
    for keys in steps_of(faces):
        whole[keys]


def one_by_one(faces: Faces) -> None:
    """The same without batches."""
    for index in np.random.default_rng(0).permutation(len(faces)):
        faces[int(index)]


def decoding(files: list[NDArray[np.uint8]]) -> None:
    """What no reader can do without."""
    for file in files:
        cv2.imdecode(file, cv2.IMREAD_COLOR_RGB)


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


def sent(faces: Faces, steps: int) -> tuple[float, float]:
    """Seconds for each image of a worker process, and of the process that it sends batches to."""
    loader: DataLoader[Any] = DataLoader(
        Batches(faces), sampler=steps_of(faces, steps), batch_size=None, num_workers=1
    )
    before, images = os.times(), 0
    for images_b3HW, _, _ in loader:
        images += len(images_b3HW)
    after = os.times()
    worker = after.children_user + after.children_system
    worker -= before.children_user + before.children_system
    own = after.user + after.system - before.user - before.system
    return max(worker, LEAST) / images, max(own, LEAST) / images


def keeps_pace(seconds: Mapping[str, float]) -> str:
    """How the readers stand to what a fast GPU takes."""
    needed = WANTED / CORES
    shares = ", ".join(
        f"{name} {1 / seconds[name]:.0f} ({1 / seconds[name] / needed:.1f} times as many)"
        for name in (OURS, SHARDS)
    )
    return (
        f"{WANTED:,} images a second on {CORES} cores are {needed:.0f} of each core; "
        f"one core here: {shares}."
    )


def report(options: Options, *, people: int = PEOPLE, each: int = EACH) -> Iterator[str]:
    """Images a second, and each reader's time as a multiple of decoding."""
    rounds = 2 if options.quick else 9
    cv2.setNumThreads(0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, people, each)
        records = record_io(path=folder)
        shards = SOURCES["web_dataset"](path=folder)
        folders = SOURCES["image_folder"](path=folder / "folders")
        files = sorted((folder / "folders").glob("*/*.jpg"))
        in_memory = [np.frombuffer(file.read_bytes(), np.uint8) for file in files]
        times = take_turns(
            {
                DECODING: lambda: decoding(in_memory),
                OURS: lambda: batches(records),
                SHARDS: lambda: batches(shards),
                "folders, in batches": lambda: batches(folders),
                ".rec, one by one": lambda: one_by_one(records),
                "a loop of PIL over files": lambda: plain(files),
                ".rec, bytes alone": lambda: bytes_only(records),
            },
            rounds,
            clock_of("cpu", 1),
        )
        images = len(records)
        seconds = {name: times.typical(name) / images for name in times.seconds}
        ratios = {name: times.ratio(name, DECODING) for name in times.seconds}
        worker, own = sent(records, steps=2 if options.quick else 100)
        seconds |= {".rec, in a worker process": worker, "receiving from it": own}
        if options.mxnet:
            rec = folder / "train.rec"
            read = mxnet_seconds(options.mxnet, rec, rounds, images) / images
            seconds["mxnet, read and decoded"] = read
    ratios |= {name: own / seconds[DECODING] for name, own in seconds.items() if name not in ratios}
    rows = [(name, f"{1 / own:.0f}", f"{ratios[name]:.2f}") for name, own in seconds.items()]
    yield f"{images} JPEG faces of 112x112, one core\n" + table(
        ("reader", "images a second", "time, decoding = 1"), rows
    )
    yield keeps_pace(seconds)
    if not options.mxnet:
        yield "mxnet is not measured: --mxnet PATH of a Python that has it adds its reader."
