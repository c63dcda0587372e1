"""Rank 1 with a million distractors: time and memory of the whole command, on files.

The command runs in a process of its own, so that its memory is measured alone.  Its time is
compared with that of the bare matrix product of the same probes and distractors, read from the same
file.  The ratio is one of processor time, which other programs do not change; on a GPU, of
wall-clock time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import since
from face_training.evaluation.distractors import BLOCK
from face_training.evaluation.feature_files import open_features

PROBES, PEOPLE = 3_530, 80  # MegaFace's
DIMENSION = 512
DISTRACTORS, QUICK_DISTRACTORS = 1_000_000, 20_000


@dataclass(frozen=True)
class Size:
    """How many features there are."""

    distractors: int = DISTRACTORS
    probes: int = PROBES
    people: int = PEOPLE


def write_features(folder: Path, size: Size) -> None:
    """Random features: probes near their person's centre, distractors anywhere."""
    draw = np.random.default_rng(0)
    people = np.arange(size.probes) % size.people
    centres = draw.standard_normal((size.people, DIMENSION), dtype=np.float32)
    noise = draw.standard_normal((size.probes, DIMENSION), dtype=np.float32)
    np.save(folder / "probes.npy", centres[people] + 2 * noise)
    (folder / "people.txt").write_text("".join(f"{person}\n" for person in people))
    with (folder / "distractors.bin").open("wb") as file:
        file.write(np.array([size.distractors, DIMENSION, 4 * DIMENSION, 5], "<i4").tobytes())
        for start in range(0, size.distractors, BLOCK):
            rows = min(BLOCK, size.distractors - start)
            file.write(draw.standard_normal((rows, DIMENSION), dtype=np.float32).tobytes())


#: Runs a command, and says what it used.  A process has its parent's memory as its first peak, so
#: the parent is this small one.
WATCHED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


@dataclass(frozen=True)
class Spent:
    """Time and memory that something took."""

    seconds: float  # of wall-clock time
    processor: float  # seconds of processor time
    memory: float = float("nan")  # GiB at the peak

    def ratio(self, other: Spent, device: str) -> float:
        """How many times as long as the other."""
        if device == "cpu":
            return self.processor / other.processor
        return self.seconds / other.seconds


def run_command(folder: Path, options: Options) -> tuple[Spent, str]:
    """Time and memory of the command, and its output."""
    files = [str(folder / name) for name in ("probes.npy", "distractors.bin", "people.txt")]
    command = [sys.executable, "-m", "face_training.evaluation.feature_files", *files[:2]]
    command += ["--labels", files[2], "--device", options.device]
    start = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": str(options.threads)}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *command], capture_output=True, text=True, env=environment
    )
    if done.returncode:
        raise RuntimeError(f"The command failed: {done.stderr.strip()}")
    processor, kibibytes = map(float, done.stderr.split()[-2:])
    return Spent(time.perf_counter() - start, processor, kibibytes / 2**20), done.stdout


def bare_product(folder: Path, options: Options) -> Spent:
    """Only read the distractors and multiply them with the probes."""
    probes = torch.from_numpy(np.load(folder / "probes.npy")).to(options.device)
    features = open_features(folder / "distractors.bin")
    start, processor = time.perf_counter(), time.process_time()
    for begin in range(0, len(features), BLOCK):
        rows = features.rows(begin, min(begin + BLOCK, len(features)))
        product = probes @ torch.from_numpy(rows).to(options.device).T
    if options.device != "cpu":
        torch.cuda.synchronize(options.device)
    del product
    return Spent(time.perf_counter() - start, since(processor, time.process_time))


def report(options: Options, *, size: Size | None = None) -> Iterator[str]:
    """One table, and the output of the command."""
    size = size or Size(QUICK_DISTRACTORS if options.quick else DISTRACTORS)
    with tempfile.TemporaryDirectory() as folder:
        write_features(Path(folder), size)
        command, printed = run_command(Path(folder), options)
        product = bare_product(Path(folder), options)
    ratio = command.ratio(product, options.device)
    yield (
        f"{size.probes:,} probes, {size.distractors:,} distractors, {DIMENSION} numbers each\n"
        + table(
            ("", "seconds", "of the product's", "peak memory, GiB"),
            [
                ("the command", f"{command.seconds:.1f}", f"{ratio:.2f}", f"{command.memory:.2f}"),
                ("the bare matrix product", f"{product.seconds:.1f}", "1.00", ""),
            ],
        )
    )
    yield "What the command printed:\n" + printed.rstrip()
