"""Plain data comes out of a pickle as it went in; a program does not run."""

import builtins
import io
import os
import pickle
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from face_training.evaluation.pickle_meanings import Refused
from face_training.evaluation.plain_pickle import read_plain

DATA = [b"", b"\xff\x00\x80 a", b"x" * 300, b"y" * 70_000]


def read(data: bytes) -> Any:
    return read_plain(io.BytesIO(data))


def python_2(images: list[bytes], same: list[bool]) -> bytes:
    """What `cPickle.dump((images, same), file, 2)` of Python 2 writes: its strings are bytes."""
    parts = [b"\x80\x02]q\x00("]
    for image in images:
        long = b"T" + struct.pack("<i", len(image))
        parts += [b"U" + bytes([len(image)]) if len(image) < 256 else long, image]
    answers = b"".join(b"\x88" if one else b"\x89" for one in same)
    return b"".join([*parts, b"e]q\x01(", answers, b"e\x86q\x02."])


def python_2_in_text(images: list[bytes], same: list[bool]) -> bytes:
    """What `pickle.dump((images, same), file)` of Python 2 writes, protocol 0: lines of text."""
    strings = b"".join(b"S%s\np%d\na" % (repr(one)[1:].encode(), k) for k, one in enumerate(images))
    answers = b"".join(b"I01\na" if one else b"I00\na" for one in same)
    return b"((lp90\n" + strings + b"(lp91\n" + answers + b"tp92\n."


@pytest.mark.parametrize("protocol", range(6))
def test_lists_of_bytes_and_answers(protocol: int) -> None:
    value = (DATA, [True, False, 1, 0])
    assert read(pickle.dumps(value, protocol)) == value


def test_python_2() -> None:
    assert read(python_2(DATA, [True, False])) == (DATA, [True, False])
    awkward = [*DATA, bytes(range(256)), b"'", b'"', b"'\"\\\n", b"\\x89"]
    assert read(python_2_in_text(awkward, [True, False])) == (awkward, [True, False])


def test_an_array_of_python_2_in_text() -> None:
    kind = b"cnumpy\ndtype\n(S'u1'\nI0\nI1\ntR(I3\nS'|'\nNNNI-1\nI-1\nI0\ntb"
    data = (
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I3\nt"
        + kind + b"I00\nS'\\x89P\\n'\ntb."
    )  # fmt: skip
    assert read(data).tolist() == [0x89, ord("P"), ord("\n")]


@pytest.mark.parametrize("line", [b"S'abc\n", b"Sabc\n", b"S'\n", b"S'abc'", b"S'a'b'c\n"])
def test_a_string_without_its_quotes_is_refused(line: bytes) -> None:
    with pytest.raises(Refused, match="is cut off or no pickle"):
        read(line + b".")


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("kind", ["u1", "?", "<i4", ">i4", "<i8"])
def test_arrays(protocol: int, kind: str) -> None:
    arrays = [np.arange(6).astype(kind), np.arange(6).astype(kind).reshape(6, 1)]
    arrays.append(np.asfortranarray(np.arange(6).astype(kind).reshape(2, 3)))
    found = read(pickle.dumps((arrays, [np.bool_(True), np.int64(0)]), protocol))
    for array, one in zip(arrays, found[0], strict=True):
        np.testing.assert_array_equal(array, one, strict=False)
        assert one.shape == array.shape
    assert found[1] == [True, 0]


def test_numpys_older_name_of_itself() -> None:
    data = pickle.dumps([np.arange(3, dtype=np.uint8)], 2).replace(b"numpy._core", b"numpy.core")
    assert read(data)[0].tolist() == [0, 1, 2]


def test_an_image_that_is_there_twice() -> None:
    image = b"once"
    assert read(pickle.dumps([image, image, bytearray(b"other")])) == [image, image, b"other"]


class Runs:
    """A pickle of this calls a function when it is unpickled."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> Any:
        return self.call


class State:
    """A pickle of this makes an object of this class."""


@pytest.mark.parametrize("protocol", range(6))
def test_no_code_runs(protocol: int, tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    for hostile, name in (
        (Runs(os.system, f"touch {witness}"), r"(posix|nt)\.system"),
        (Runs(builtins.exec, f"open({str(witness)!r}, 'w')"), r"(builtins|__builtin__)\.exec"),
        (Runs(np.load, str(witness)), r"numpy\.load"),
        (Runs(getattr, 1, "real"), r"(builtins|__builtin__)\.getattr"),
    ):
        data = pickle.dumps(([b"image", hostile], [True]), protocol)
        with pytest.raises(Refused, match=rf"^would call {name}, so it is a program and not data$"):
            read(data)
    assert not witness.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pickle.dumps(State(), 4), "would call .*State"),
        (
            pickle.dumps({"a": 1}),
            "has the instruction EMPTY_DICT, which lists and images do not need",
        ),
        (pickle.dumps(1.5), "has the instruction BINFLOAT"),
        (b"\x80\x02(cos\nsystem\nU\x02lso.", "has the instruction OBJ|would call os.system"),
        (b"(S'ls'\nios\nsystem\n.", "has the instruction INST"),
        (b"\x80\x02\x82\x01.", "has the instruction EXT1"),
        (b"P1\n.", "has the instruction PERSID"),
        (pickle.dumps(np.arange(3.0)), "holds arrays of kind float64, and not of whole numbers"),
        (pickle.dumps(np.array([None])), "holds arrays of kind object, and not of whole numbers"),
        (pickle.dumps([[[[[[1]]]]]]), "has more than 4 lists within each other"),
        (b"\x80\x02K\x01K\x02a.", "appends to what is no list"),
        (b"\x80\x02K\x01K\x02b.", "fills in what is no numpy array"),
        (b"\x80\x02K\x01)R.", "calls what is no function"),
        (b"\x80\x02cnumpy\nndarray\n)R.", "calls what is no function"),
        (b"\x80\x02K\x01K\x02.", "is cut off or no pickle of lists and images"),
        (b"\x80\x02h\x07.", "is cut off or no pickle of lists and images"),
        (b"\x80\x02e.", "is cut off or no pickle of lists and images"),
        (b"", "is cut off or no pickle of lists and images"),
        (b"\xff\xd8\xff\xe0 JFIF", "is cut off or no pickle of lists and images"),
        (b"\x80\x02T\xff\xff\xff\x7fabc", "is cut off or no pickle of lists and images"),
        (b"\x80\x04\x8e" + b"\xff" * 7 + b"\x0fabc", "is cut off or no pickle of lists and images"),
    ],
)
def test_what_is_not_plain_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=f"^({sentence})"):
        read(data)


def shared(width: int, levels: int) -> bytes:
    """A list of `width` times the same list, and so on: few bytes, width^levels items."""
    data = b"](" + b"K\x01" * width + b"eq\x00"
    for level in range(1, levels):
        data += b"](" + bytes([ord("h"), level - 1]) * width + b"eq" + bytes([level])
    return b"\x80\x02(" + data + b"1" + bytes([ord("h"), levels - 1]) + b"."


@pytest.mark.parametrize("width", [100, 200])
def test_a_list_that_is_there_many_times_is_gone_through_once(width: int) -> None:
    data = shared(width, 4)
    assert len(data) < 10 * width
    found = read(data)
    for _ in range(3):
        assert len(found) == width
        assert all(inner is found[0] for inner in found)
        found = found[0]
    assert found == [1] * width


def test_a_list_within_itself_is_refused() -> None:
    with pytest.raises(Refused, match=r"^has more than 4 lists within each other$"):
        read(b"\x80\x02]q\x00(" + b"h\x00" * 500 + b"e.")


def test_one_text_is_not_copied_again_and_again() -> None:
    """Each call takes six bytes and would copy a megabyte."""
    call = b"c_codecs\nencode\nq\x00X" + struct.pack("<I", 2**20) + b"a" * 2**20 + b"\x85q\x01R"
    again = b"h\x00h\x01R0"
    assert read(b"\x80\x02" + call + b".") == b"a" * 2**20
    with pytest.raises(Refused, match=r"^makes more copies of its content than"):
        read(b"\x80\x02" + call + again * 100_000 + b".")


def test_so_many_instructions_and_no_more() -> None:
    data = pickle.dumps([True] * 100, 2)
    assert read_plain(io.BytesIO(data), 106) == [True] * 100
    with pytest.raises(Refused, match=r"^has more than 105 instructions$"):
        read_plain(io.BytesIO(data), 105)


DEEP = b"(" * 5000 + b"t" * 5000  # a tuple within a tuple, and so on
DTYPE = b"\x80\x02cnumpy\ndtype\n"
ARRAY = (
    b"\x80\x02cnumpy.core.multiarray\n_reconstruct\n)R"
    b"(K\x01%scnumpy\ndtype\nU\x02u1\x85R\x89U\x00tb."
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (DTYPE + DEEP + b"\x85R.", "has tuple where a name should be"),
        (DTYPE + b"X" + struct.pack("<I", 9999) + b"(" * 9999 + b"\x85R.", "has a name of 9,999"),
        (DTYPE + b"U\x08(9,9)i4,\x85R.", r"holds arrays of the unknown kind '\(9,9\)i4,'"),
        (DTYPE + b"U\x02(1\x85R.", r"holds arrays of the unknown kind '\(1'"),
        (ARRAY % DEEP, "holds a numpy array of a shape that no array has"),
        (ARRAY % (b"\x8a\xff" + b"\x7f" * 255 + b"\x85"), "holds a numpy array of a shape that no"),
        (ARRAY % (b"(" + b"K\x00" * 99 + b"t"), "holds a numpy array of a shape that no array has"),
        (b"\x80\x02I" + b"9" * 9999 + b"\n.", "is cut off or no pickle of lists and images"),
        (b"\x80\x02c" + b"a" * 9999 + b"\nb\n.", "would call a{60}, so it is a program"),
    ],
)
def test_deep_and_long_things_are_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=f"^{sentence}") as refused:
        read(data)
    assert len(str(refused.value)) < 250


def test_a_length_that_no_memory_has_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + b"abc")
    with (tmp_path / "long").open("rb") as file, pytest.raises(Refused, match=r"^is cut off or no"):
        read_plain(file)


def test_an_array_that_lies_about_its_size() -> None:
    data = pickle.dumps(np.arange(200, dtype=np.uint8), 2)
    assert b"K\xc8\x85" in data  # the shape (200,)
    with pytest.raises(Refused, match=r"^holds a numpy array of shape \(201,\) with 200 bytes$"):
        read(data.replace(b"K\xc8\x85", b"K\xc9\x85"))


@pytest.mark.parametrize("end", [1, 7, 40, 200, -1])
def test_a_truncated_file(end: int) -> None:
    data = pickle.dumps(([b"image one" * 20, np.arange(99, dtype=np.uint8)], [True]), 2)
    with pytest.raises(Refused, match=r"^is cut off or no pickle of lists and images"):
        read(data[:end])
