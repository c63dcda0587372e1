"""The nearest of a million faces in a gallery on disk: processor time and memory of the search.

Its processor time is compared with that of the bare matrix product of the same queries and vectors,
read from the same files: a ratio that other programs do not change.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import since
from evidence.verification import unit
from face_training.gallery.index import ROWS
from face_training.gallery.nearest import nearest

FACES, QUICK_FACES = 1_000_000, 20_000
DIMENSION, QUERIES, K = 512, 64, 5


def write_parts(folder: Path, faces: int) -> np.ndarray:
    """Random unit vectors as the index keeps them; returns the queries, each near a face."""
    draw = np.random.default_rng(0)
    near = []
    for start in range(0, faces, ROWS):
        rows = min(ROWS, faces - start)
        part = unit(draw.standard_normal((rows, DIMENSION), dtype=np.float32)).astype(np.float32)
        np.save(folder / f"{start:09d}.npy", part)
        near.append(part[0])
    noise = draw.standard_normal((QUERIES, DIMENSION), dtype=np.float32)
    queries = np.resize(near, (QUERIES, DIMENSION)) + noise / DIMENSION**0.5
    return unit(queries).astype(np.float32)


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall-clock and of processor time."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, since(processor, time.process_time)


def peak_megabytes(work: Callable[[], object]) -> float:
    """The most memory in arrays at once; files that are mapped do not count."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def report(options: Options, *, faces: int | None = None) -> Iterator[str]:
    """One table, after the search was checked: each query finds the face that it was made of."""
    faces = faces or (QUICK_FACES if options.quick else FACES)
    with tempfile.TemporaryDirectory() as folder:
        queries = write_parts(Path(folder), faces)
        parts = [np.load(file, mmap_mode="r") for file in sorted(Path(folder).glob("*.npy"))]

        def search() -> np.ndarray:
            return nearest(queries, parts, K).places_QK[:, 0]

        def product() -> None:
            for part in parts:
                queries @ np.asarray(part).T

        product()  # the files are in the system's memory from here on
        rows = [("the bare matrix product", *spent(product), peak_megabytes(product))]
        rows.append((f"the {K} nearest", *spent(search), peak_megabytes(search)))
        if search().tolist() != [query % len(parts) * ROWS for query in range(QUERIES)]:
            raise RuntimeError("The search did not find the faces that the queries were made of.")
    bare = rows[0][2]
    yield f"{QUERIES} queries, {faces:,} faces of {DIMENSION} numbers\n" + table(
        ("", "seconds", "processor time, of the product's", "peak memory, MB"),
        [
            (name, f"{seconds:.2f}", f"{processor / bare:.2f}", f"{memory:.1f}")
            for name, seconds, processor, memory in rows
        ],
    )
