"""Frames on the disk: the same arrays as in memory, and little memory."""

from __future__ import annotations

import errno
import gc
import io
import tracemalloc
from dataclasses import replace
from typing import IO

import numpy as np
import pytest

from tests.app.runs import SMALL, assert_same_run, run_of
from toy_models.frames_on_disk import FramesOnDisk, on_disk
from toy_models.record import Array, Run
from toy_models.scratch_file import ScratchFile


def frame(k: int) -> dict[str, Array]:
    """A large array, a small array and a number."""
    draw = np.random.default_rng(k)
    return {
        "large": draw.integers(-9, 9, (3, 501, 7)).astype(np.int16),
        "small": draw.normal(size=3).astype(np.float32),
        "number": np.array(k, np.float32),
    }


def test_a_frame_added_is_found_in_the_arrays() -> None:
    frames = FramesOnDisk(5, ScratchFile())
    for k in range(3):
        frames.add(frame(k))
    assert list(frames) == ["large", "small", "number"]
    for name in frames:
        expected = np.stack([frame(k)[name] for k in range(3)])
        np.testing.assert_array_equal(frames[name], expected)
        assert frames[name].dtype == expected.dtype


def test_a_frame_too_many_is_refused() -> None:
    frames = FramesOnDisk(1, ScratchFile())
    frames.add(frame(0))
    with pytest.raises(ValueError, match="room for 1"):
        frames.add(frame(1))


def test_what_is_read_cannot_be_written() -> None:
    frames = FramesOnDisk(1, ScratchFile())
    frames.add(frame(0))
    for name in frames:
        with pytest.raises(ValueError, match="read-only"):
            frames[name][:] = 0


def test_large_arrays_take_no_memory() -> None:
    scratch = ScratchFile()
    large = {"large": np.ones((4, 250_000), np.float32)}
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        frames = FramesOnDisk.of(large, scratch)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 20_000
    assert frames["large"].sum() == 1_000_000


def test_an_array_outlives_its_frames() -> None:
    scratch = ScratchFile()
    array = FramesOnDisk.of({"x": np.full((2, 2000), 3)}, scratch)["x"]
    gc.collect()
    FramesOnDisk.of({"x": np.full((2, 2000), 4)}, scratch)
    assert (array == 3).all()


def test_without_room_on_the_disk_all_stays_in_memory() -> None:
    def full() -> IO[bytes]:
        raise OSError(errno.ENOSPC, "No space left on device")

    frames = FramesOnDisk(2, ScratchFile(full))
    frames.add(frame(0))
    frames.add(frame(1))
    np.testing.assert_array_equal(frames["large"][1], frame(1)["large"])
    assert not frames.file_bytes


def test_a_run_on_the_disk_saves_the_same_record() -> None:
    run = run_of(replace(SMALL, embedding=16))
    found = on_disk(run)
    assert isinstance(found.arrays, FramesOnDisk)
    assert found.arrays.file_bytes > 0
    assert_same_run(found, run)
    assert_same_run(Run.load(io.BytesIO(found.to_bytes())), run)
