"""Messages: what is sent is received, and a stream that ends is an EOFError at any byte."""

import io

import numpy as np
import pytest

from app.jobs.messages import receive, send


def sent(payload: bytes | None = None, **message: object) -> bytes:
    stream = io.BytesIO()
    arrays = None if payload is None else {"record": np.frombuffer(payload, np.uint8)}
    send(stream, arrays, **message)
    return stream.getvalue()


@pytest.mark.parametrize(
    "payload",
    [b"", b"x", b"\n", b"one\ntwo\n\n", b'{"kind": "ready"}\n', bytes(range(256)) * 500],
    ids=["none", "a byte", "a newline", "lines", "like a message", "all bytes"],
)
def test_a_message_and_its_arrays_come_back(payload: bytes) -> None:
    stream = io.BytesIO(sent(payload, kind="finished", job="é\n2", step=3))
    message, arrays = receive(stream)
    assert message == {"kind": "finished", "job": "é\n2", "step": 3}
    assert arrays["record"].tobytes() == payload
    assert stream.read() == b""


def test_messages_come_back_one_after_the_other() -> None:
    stream = io.BytesIO(sent(b"a\nb", kind="x") + sent(kind="y") + sent(b"\n", kind="z"))
    received = [receive(stream) for _ in range(3)]
    assert [message["kind"] for message, _ in received] == ["x", "y", "z"]
    assert received[0][1]["record"].tobytes() == b"a\nb"
    assert received[1][1] == {}
    assert received[2][1]["record"].tobytes() == b"\n"


def test_a_stream_that_ends_anywhere_is_an_eof_error() -> None:
    whole = sent(b"pay\nload", kind="finished")
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole[:length]))
    assert receive(io.BytesIO(whole))[1]["record"].tobytes() == b"pay\nload"


def test_a_message_is_flushed() -> None:
    raw = io.BytesIO()
    buffered = io.BufferedWriter(raw, 1 << 20)
    send(buffered, kind="train", config="line\nline")
    assert receive(io.BytesIO(raw.getvalue())) == ({"kind": "train", "config": "line\nline"}, {})


def test_a_stream_that_is_gone_is_an_os_error() -> None:
    class Gone(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(OSError):  # noqa: PT011  (any of them)
        send(Gone(), kind="stop")
