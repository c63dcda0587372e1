"""The browser's files are served, and nothing beside them."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from app.drawing.files import APP, FOLDERS, PLOTLY, PLOTLY_URL, file_routes, file_text, file_url
from tests.app.stage.serving import serving

FILES = [
    file.relative_to(APP).as_posix()
    for folder in FOLDERS
    for file in (APP / folder).rglob("*")
    if file.is_file()
]


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(file_routes) as host:
        yield host


def test_every_file_is_served(host: str) -> None:
    assert len(FILES) > 30
    assert "stage/browser/stage.js" in FILES
    for file in FILES:
        with urllib.request.urlopen(f"http://{host}{file_url(file)}", timeout=30) as answer:
            assert answer.read().decode() == file_text(file)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{folder}/%2e%2e/__init__.py" for folder in FOLDERS),
        "main.py",
        "drawing/files.py",
        "drawing/",
        "",
    ],
)
def test_nothing_beside_them_is_served(host: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://{host}{file_url(path)}", timeout=30)


@pytest.mark.parametrize("start", ["stage/browser/", "course/browser/", ""])
@pytest.mark.parametrize(
    "way",
    [
        "../main.py", "%2e%2e/main.py", "..%2fmain.py", "%2e%2e%2f%2e%2e%2fmain.py",
        "%252e%252e%252fmain.py", "..\\main.py", "..%5cmain.py", "....//main.py", "..;/main.py",
        "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd", "../../../../../../../../etc/passwd",
        "stage.js%00.py", "%c0%ae%c0%ae/main.py", "file:///etc/passwd", "..%00/main.py",
    ],
)  # fmt: skip
def test_no_way_leads_out_of_the_folders(host: str, start: str, way: str) -> None:
    """Asked as it stands: what asks usually makes such ways plain before."""
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("GET", f"{file_url(start)}{way}", skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status in (400, 404)
    assert b"root:" not in answer.read()
    connection.close()


def test_the_chart_library_is_served_whole(host: str) -> None:
    assert PLOTLY.stat().st_size > 1_000_000
    with urllib.request.urlopen(f"http://{host}{PLOTLY_URL}", timeout=30) as answer:
        assert int(answer.headers["Content-Length"]) == PLOTLY.stat().st_size


def test_the_server_of_the_app_has_them(address: str) -> None:
    for path in (file_url("stage/browser/stage.js"), PLOTLY_URL):
        with urllib.request.urlopen(address + path, timeout=30) as answer:
            assert answer.status == 200


def test_no_file_of_the_browser_names_a_foreign_host() -> None:
    for file in FILES:
        text = file_text(file).replace("http://www.w3.org/", "")
        assert "http://" not in text
        assert "https://" not in text


def test_no_file_of_the_browser_makes_code_or_marks_of_text() -> None:
    """Names of classes and files come from people: they are text, whatever they hold."""
    ways = r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML"
    of_the_course = {"hall/browser/course_text.js": 1}  # text of the repository
    for file in FILES:
        assert len(re.findall(ways, file_text(file))) == of_the_course.get(file, 0), file
