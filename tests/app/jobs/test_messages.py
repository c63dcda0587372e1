"""Messages: what is sent is received, and a stream that ends is an EOFError at any byte."""

import io
import json

import pytest

from app.jobs.messages import receive, send


def sent(payload: bytes = b"", **message: object) -> bytes:
    stream = io.BytesIO()
    send(stream, payload, **message)
    return stream.getvalue()


@pytest.mark.parametrize(
    "payload",
    [b"", b"x", b"\n", b"one\ntwo\n\n", b'{"kind": "ready"}\n', bytes(range(256)) * 500],
    ids=["none", "a byte", "a newline", "lines", "like a message", "all bytes"],
)
def test_a_message_and_its_payload_come_back(payload: bytes) -> None:
    stream = io.BytesIO(sent(payload, kind="finished", job="é\n2", step=3))
    message, received = receive(stream)
    assert message == {"kind": "finished", "job": "é\n2", "step": 3, "size": len(payload)}
    assert received == payload
    assert stream.read() == b""


def test_messages_come_back_one_after_the_other() -> None:
    stream = io.BytesIO(sent(b"a\nb", kind="x") + sent(kind="y") + sent(b"\n", kind="z"))
    received = [receive(stream) for _ in range(3)]
    assert [(message["kind"], payload) for message, payload in received] == [
        ("x", b"a\nb"),
        ("y", b""),
        ("z", b"\n"),
    ]


def test_a_stream_that_ends_anywhere_is_an_eof_error() -> None:
    whole = sent(b"pay\nload", kind="finished")
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole[:length]))
    assert receive(io.BytesIO(whole))[1] == b"pay\nload"


def test_a_message_is_flushed_and_plain_json_on_one_line() -> None:
    raw = io.BytesIO()
    buffered = io.BufferedWriter(raw, 1 << 20)
    send(buffered, b"payload", kind="train", config="line\nline")
    line, _, payload = raw.getvalue().partition(b"\n")
    assert json.loads(line) == {"kind": "train", "config": "line\nline", "size": 7}
    assert payload == b"payload"


def test_a_stream_that_is_gone_is_an_os_error() -> None:
    class Gone(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(OSError):  # noqa: PT011  (any of them)
        send(Gone(), kind="stop")
