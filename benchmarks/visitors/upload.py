"""Files that are uploaded as a browser does it, and tables that ask for much."""

from __future__ import annotations

import http.cookiejar
import urllib.request
import uuid

from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.harness.server import PATIENCE_SECONDS
from benchmarks.visitors.page import Page

COOKIE = "_streamlit_xsrf"
LABEL = "CSV with number columns and one label column"  # of the widget
MEGABYTES = 19  # of a large file: just below the limit


class Uploader:
    """One browser: it has the cookie without which the server takes no file."""

    def __init__(self, host: str) -> None:
        """Fetch the cookie.  Raises OSError."""
        self._host = host
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self._opener.open(f"http://{host}/_stcore/health", timeout=PATIENCE_SECONDS).close()

    def put(self, session: str, content: bytes) -> str:
        """Upload a file for a session; its id.  Raises OSError."""
        file = str(uuid.uuid4())
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="t.csv"\r\n\r\n'
        request = urllib.request.Request(
            f"http://{self._host}/_stcore/upload_file/{session}/{file}",
            data=head.encode() + content + f"\r\n--{edge}--\r\n".encode(),
            method="PUT",
            headers={
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "X-Xsrftoken": next((c.value or "" for c in self._jar if c.name == COOKIE), ""),
            },
        )
        self._opener.open(request, timeout=PATIENCE_SECONDS).close()
        return file


def chosen(page: Page, file: str, content: bytes) -> WidgetState:
    """The page's uploader with this file in it."""
    info = UploadedFileInfo(file_id=file, name="t.csv", size=len(content))
    state = FileUploaderState(uploaded_file_info=[info])
    return WidgetState(id=page.widgets[LABEL], file_uploader_state_value=state)


def large_table(salt: int) -> bytes:
    """A table of nearly the largest size: 20,000 rows of numbers."""
    row = ",".join(f"{salt % 10}.{k % 1000:03d}" for k in range(MEGABYTES * 10**6 // 20_000 // 6))
    names = ",".join(f"x{k}" for k in range(row.count(",") + 1))
    rows = (f"{row},{'ab'[k % 2]}\n" for k in range(19_000))
    return f"{names},label\n{''.join(rows)}".encode()


def long_names(characters: int, rows: int = 1200, classes: int = 8) -> bytes:
    """A table whose classes have names of so many characters."""
    text = "".join(
        f"{k % 7 + k % classes},{k % 5},{k % 11},{k % classes}{'x' * characters}\n"
        for k in range(rows)
    )
    return f"x,y,z,label\n{text}".encode()
