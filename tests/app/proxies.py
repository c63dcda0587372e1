"""Small proxies before a server: they put it below a path, and their line can be cut."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

_PIECE = 65536  # bytes
_REQUEST = re.compile(rb"^(\S+) (\S+) (\S+)\r\n")


class Proxy:
    """Hands on what a browser asks below a path, one request a connection, until it is cut.

    Args:
        target: host and port of the server.
        path: below which the browser sees it, with slashes at both ends.
        strips: whether the server is asked without that path.
    """

    def __init__(self, target: str, path: str = "/", *, strips: bool = False) -> None:
        self._target = target
        self._path = path.encode()
        self._strips = strips
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._whole = True  # the line
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listening.getsockname()[1]}"
        self.address = f"http://{self.host}{path.rstrip('/')}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drop all connections, and take no more."""
        with self._lock:
            self._whole = False
            for each in self._open:
                _drop(each)
            self._open.clear()

    def mend(self) -> None:
        """Take connections again."""
        self._whole = True

    def close(self) -> None:
        """For good."""
        self.cut()
        _drop(self._listening)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        if not self._keep(browser):
            return
        with contextlib.suppress(OSError):
            head = _head(browser)
            asked = self._asked(head)
            if asked is None:
                browser.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                _drop(browser)
                return
            host, port = self._target.split(":")
            server = socket.create_connection((host, int(port)))
            if not self._keep(server):
                return
            server.sendall(asked)
            threading.Thread(target=_pour, args=(browser, server), daemon=True).start()
            _pour(server, browser)

    def _keep(self, each: socket.socket) -> bool:
        with self._lock:
            if self._whole:
                self._open.add(each)
                return True
        _drop(each)
        return False

    def _asked(self, head: bytes) -> bytes | None:
        """The request as the server gets it; None for what is not below the path."""
        found = _REQUEST.match(head)
        if found is None or not found[2].startswith(self._path):
            return None
        path = b"/" + found[2].removeprefix(self._path) if self._strips else found[2]
        line = b" ".join([found[1], path, found[3]])
        headers = head[found.end() :]
        if b"\r\nupgrade:" not in headers.lower():  # the next request is one more connection
            headers = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", b"\r\n" + headers)[2:]
            line += b"\r\nConnection: close"
        return line + b"\r\n" + headers


@contextlib.contextmanager
def proxy(target: str, path: str = "/", **options: Any) -> Iterator[Proxy]:
    """A proxy before `target`, which is closed at the end."""
    made = Proxy(target, path, **options)
    try:
        yield made
    finally:
        made.close()


def _head(browser: socket.socket) -> bytes:
    """A request up to the end of its headers, and what came with it."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = browser.recv(_PIECE)
        if not piece:
            raise OSError
        head += piece
    return head


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(_PIECE):
            sink.sendall(piece)
    _drop(source)
    _drop(sink)


def _drop(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
