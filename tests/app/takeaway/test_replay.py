"""The replay as a file: it holds everything, asks for nothing, and runs nothing of the data."""

from __future__ import annotations

import base64
import gzip
import re
from dataclasses import replace

from app.drawing.files import APP
from app.stage.payload import scene_message
from app.stage.view import View
from app.takeaway.replay import replay
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_the_run_is_within() -> None:
    page = replay(scene_of(flat())).decode()
    (packed,) = re.findall(r'id="run">([^<]+)<', page)
    assert gzip.decompress(base64.b64decode(packed)) == scene_message(scene_of(flat()))


def test_nothing_is_named_that_would_have_to_be_fetched() -> None:
    page = replay(scene_of(flat())).decode()
    assert "default-src 'none'" in page
    for text in (page, *(file.read_text() for file in APP.glob("*/browser/*.css"))):
        assert not re.search(r'(?:src|href)="?https?:|url\(|@import', text)


def test_a_name_in_the_data_cannot_leave_its_place() -> None:
    hostile = '</script><script>alert("1")</script>'
    result = replace(flat(), class_names=(hostile,) * 4, titles=(hostile,) * 3, provenance=hostile)
    page = replay(scene_of(result), View(layers=("samples",))).decode()
    assert "alert(&quot;" in page
    assert "<script>alert" not in page
    assert page.count("</script>") == 4  # import map, view, run, entry


def test_the_same_run_gives_the_same_file() -> None:
    assert replay(scene_of(flat())) == replay(scene_of(flat()))
