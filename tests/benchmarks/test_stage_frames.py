"""The benchmark of the stage measures what it says."""

from __future__ import annotations

import urllib.request
from typing import Any

import numpy as np
import pytest

from app.drawing.files import file_url
from app.stage.addresses import scene_address
from app.stage.payload import scene_message
from app.toy_runs.comparison import scene_of
from benchmarks.harness.browser import page_served
from benchmarks.stage_frames import PAGE, ROUTES, SAMPLES, measure, recorded_run
from toy_models.record import Run


@pytest.fixture(scope="module")
def result() -> Run:
    return recorded_run(losses=2, dimension=3)


def test_a_run_has_as_many_samples_as_is_said(result: Run) -> None:
    assert SAMPLES == 2000
    assert len(result.labels_N) == SAMPLES
    assert len(result.titles) == 2
    assert result.config.embedding == 3
    assert len(np.unique(result.labels_N)) == 10


def test_the_server_has_the_page_the_files_and_the_run(result: Run) -> None:
    with page_served(PAGE, ROUTES) as address:
        root = address.rstrip("/")
        for path, part in (
            ("/", b'class="stage"'),
            (file_url("stage/browser/stage.js"), b"export class Stage"),
        ):
            with urllib.request.urlopen(root + path, timeout=30) as answer:
                assert part in answer.read()
        with urllib.request.urlopen(root + scene_address(scene_of(result)), timeout=30) as answer:
            assert answer.read() == scene_message(scene_of(result))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["scrub", "drag"])
def test_the_parts_of_a_picture_fit_into_it(browser: Any, result: Run, kind: str) -> None:
    with page_served(PAGE, ROUTES) as address:
        rate, whole, place, draw = measure(browser, address, result, kind, pictures=5)
    assert rate == pytest.approx(1000 / whole)
    assert 0 < place + draw <= whole
