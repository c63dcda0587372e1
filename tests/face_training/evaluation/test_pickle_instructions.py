"""The instructions of a pickle, as the standard library reads them, and Python 2's strings."""

import io
import pickle
import pickletools
from typing import Any

import pytest

from face_training.evaluation.pickle_instructions import steps_of


def steps(data: bytes) -> list[tuple[str, Any]]:
    return list(steps_of(io.BytesIO(data)))


@pytest.mark.parametrize("protocol", range(6))
def test_they_are_those_of_the_standard_library(protocol: int) -> None:
    data = pickle.dumps(([b"\xff\x00", b"x" * 300], [True, 0, 10**20], {"a": "é"}), protocol)
    assert steps(data) == [(code.name, argument) for code, argument, _ in pickletools.genops(data)]


def test_what_follows_the_end_is_not_read() -> None:
    file = io.BytesIO(b"N.rest")
    assert list(steps_of(file)) == [("NONE", None), ("STOP", None)]
    assert file.read() == b"rest"


@pytest.mark.parametrize("text", [b"\x89PNG\r\n", b"it's", b'"', b"\\", b""])
def test_a_string_of_python_2_is_its_bytes(text: bytes) -> None:
    assert steps(b"S" + repr(text)[1:].encode() + b"\n.")[0] == ("STRING", text)


@pytest.mark.parametrize("data", [b"S'abc\n.", b"Sabc\n.", b"S'\n.", b"S'abc'", b"N", b"\xff."])
def test_the_rest_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"quotes|ends before its end|unknown instruction"):
        steps(data)
