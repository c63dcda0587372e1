"""Rank 1 with a million distractors: the time and the memory of the whole command, on files.

The command is a process of its own, so that its memory is nobody else's.  Its time stands beside
that of the bare matrix product of the same probes and distractors, read from the same file; the
ratio is one of processor time, which other programs do not change, but on a GPU of the clock's.
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

from benchmarks.setting import Setting
from benchmarks.table import table
from face_training.evaluation.distractors import BLOCK
from face_training.evaluation.feature_files import open_features

PROBES, PEOPLE = 3_530, 80  # MegaFace's
DIMENSION = 512
DISTRACTORS, QUICK_DISTRACTORS = 1_000_000, 20_000


def write_features(folder: Path, distractors: int) -> None:
    """Random features: probes round their person's centre, distractors anywhere."""
    draw = np.random.default_rng(0)
    people = np.arange(PROBES) % PEOPLE
    centres = draw.standard_normal((PEOPLE, DIMENSION), dtype=np.float32)
    noise = draw.standard_normal((PROBES, DIMENSION), dtype=np.float32)
    np.save(folder / "probes.npy", centres[people] + 2 * noise)
    (folder / "people.txt").write_text("".join(f"{one}\n" for one in people))
    with (folder / "distractors.bin").open("wb") as file:
        file.write(np.array([distractors, DIMENSION, 4 * DIMENSION, 5], "<i4").tobytes())
        for start in range(0, distractors, BLOCK):
            rows = min(BLOCK, distractors - start)
            file.write(draw.standard_normal((rows, DIMENSION), dtype=np.float32).tobytes())


@dataclass(frozen=True)
class Spent:
    """What something took."""

    seconds: float  # by the clock on the wall
    processor: float  # seconds of it
    memory: float = float("nan")  # GiB at the peak

    def ratio(self, other: Spent, device: str) -> float:
        """How many times as long as the other."""
        if device == "cpu":
            return self.processor / other.processor
        return self.seconds / other.seconds


def run_command(folder: Path, setting: Setting) -> tuple[Spent, str]:
    """What the command took, and what it printed."""
    files = [str(folder / name) for name in ("probes.npy", "distractors.bin", "people.txt")]
    command = [sys.executable, "-m", "face_training.evaluation.feature_files", *files[:2]]
    command += ["--labels", files[2], "--device", setting.device]
    start = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": str(setting.threads)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("The command failed.")
    processor = usage.ru_utime + usage.ru_stime
    return Spent(time.perf_counter() - start, processor, usage.ru_maxrss / 2**20), printed


def bare_product(folder: Path, setting: Setting) -> Spent:
    """Reading the distractors and multiplying them with the probes, and no more."""
    probes = torch.from_numpy(np.load(folder / "probes.npy")).to(setting.device)
    features = open_features(folder / "distractors.bin")
    start, processor = time.perf_counter(), time.process_time()
    for begin in range(0, len(features), BLOCK):
        rows = features.rows(begin, min(begin + BLOCK, len(features)))
        product = probes @ torch.from_numpy(rows).to(setting.device).T
    if setting.device != "cpu":
        torch.cuda.synchronize(setting.device)
    del product
    return Spent(time.perf_counter() - start, time.process_time() - processor)


def report(setting: Setting) -> Iterator[str]:
    """One table."""
    distractors = QUICK_DISTRACTORS if setting.quick else DISTRACTORS
    with tempfile.TemporaryDirectory() as folder:
        write_features(Path(folder), distractors)
        command, printed = run_command(Path(folder), setting)
        product = bare_product(Path(folder), setting)
    ratio = command.ratio(product, setting.device)
    yield (
        f"{PROBES:,} probes, {distractors:,} distractors, {DIMENSION} numbers each\n"
        + table(
            ("", "seconds", "of the product's", "peak memory, GiB"),
            [
                ("the command", f"{command.seconds:.1f}", f"{ratio:.2f}", f"{command.memory:.2f}"),
                ("the bare matrix product", f"{product.seconds:.1f}", "1.00", ""),
            ],
        )
    )
    yield "What the command printed:\n" + printed.rstrip()
