"""The scratch file: places keep what was written, and are given out again when nobody looks."""

from __future__ import annotations

import errno
import gc
from typing import IO

import pytest

from toy_models.scratch_file import UNIT, ScratchFile


def test_a_place_holds_what_was_written() -> None:
    scratch = ScratchFile()
    first, second = scratch.reserve(10), scratch.reserve(UNIT + 1)
    first.write(0, b"first")
    second.write(UNIT, b"!")
    assert first.mapped()[:5] == b"first"
    assert second.mapped()[UNIT : UNIT + 1] == b"!"
    assert scratch.size == 3 * UNIT


@pytest.mark.parametrize("offset", [-1, UNIT - 3])
def test_nothing_is_written_beside_a_place(offset: int) -> None:
    scratch = ScratchFile()
    place = scratch.reserve(1)
    with pytest.raises(ValueError, match="do not fit"):
        place.write(offset, b"long")


def test_a_place_is_given_out_again() -> None:
    scratch = ScratchFile()
    places = [scratch.reserve(UNIT) for _ in range(4)]
    del places[1:3]
    gc.collect()
    again = scratch.reserve(2 * UNIT)  # the two together
    assert scratch.size == 4 * UNIT
    again.write(0, b"x" * 2 * UNIT)
    assert places[0].mapped()[:1] == places[1].mapped()[:1] == b"\0"


def test_what_is_free_at_the_end_goes_back_to_the_disk() -> None:
    scratch = ScratchFile()
    first, *others = [scratch.reserve(UNIT) for _ in range(4)]
    del others
    gc.collect()
    second = scratch.reserve(UNIT)
    assert scratch.size == 2 * UNIT
    first.write(0, b"a" * UNIT)
    second.write(0, b"b" * UNIT)
    assert first.mapped()[-1:] + second.mapped()[:1] == b"ab"


def test_a_place_stays_while_somebody_looks() -> None:
    scratch = ScratchFile()
    place = scratch.reserve(UNIT)
    place.write(0, b"seen")
    mapped = place.mapped()
    del place
    gc.collect()
    scratch.reserve(UNIT).write(0, b"else")
    assert mapped[:4] == b"seen"
    assert scratch.size == 2 * UNIT


def test_a_disk_without_room_is_an_error_at_once() -> None:
    def full() -> IO[bytes]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        ScratchFile(full).reserve(1)
