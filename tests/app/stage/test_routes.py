"""What the browser fetches: runs and charts."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import numpy as np
import pytest

from app.scene.wire import unpack
from app.stage.addresses import LIVE_URL, SCENES_URL, job_address, scene_address
from app.stage.charts import chart, chart_so_far
from app.stage.payload import scene_message
from app.stage.routes import stage_routes
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from tests.app.stage.serving import serving
from tests.app.stage.under_way import opened
from toy_models.record import unpack_unit


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serving(stage_routes) as host:
        yield host


def fetched(host: str, address: str) -> tuple[int, bytes, Message]:
    """Status, content and headers."""
    try:
        with urllib.request.urlopen(f"http://{host}{address}", timeout=30) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def test_a_run_is_fetched_or_there_is_none(host: str) -> None:
    result = flat()
    status, content, _ = fetched(host, scene_address(scene_of(result)))
    assert (status, content) == (200, scene_message(scene_of(result)))
    status, content, _ = fetched(host, f"{SCENES_URL}/no-such-token")
    assert (status, content) == (404, b"There is no such run any more.")


def test_the_cosines_of_a_sample_are_fetched_where_a_projection_does_not_show_them(
    host: str,
) -> None:
    scene = scene_of(flat(embedding=8))
    address = scene_address(scene)
    status, content, _ = fetched(host, f"{address}/samples/{scene.samples_N[5]}")
    _, arrays = unpack(content)
    assert status == 200
    features_KLD = unpack_unit(scene.arrays["features_LND"][:, :, 5])
    weights_KLCD = unpack_unit(scene.arrays["weights_LCD"])
    expected = np.einsum("kld,klcd->klc", features_KLD, weights_KLCD)
    np.testing.assert_allclose(arrays["cosines"], expected, atol=2e-4)
    status, content, _ = fetched(host, f"{address}/samples/999999")
    assert (status, content) == (404, b"The run has no such sample.")
    assert fetched(host, f"{SCENES_URL}/no-such-token/samples/1")[0] == 404


@pytest.mark.parametrize("dark", [0, 1])
def test_a_chart_of_a_run_may_be_kept_and_one_of_a_job_may_not(host: str, dark: int) -> None:
    job, result = opened(), flat()
    for address, drawn, kept in (
        (
            scene_address(scene_of(result)),
            chart(scene_of(result), "strip", dark == 1),
            "private, max-age=3600",
        ),
        (job_address(job), chart_so_far(job, "strip", dark == 1), "no-store"),
    ):
        status, content, headers = fetched(host, f"{address}/strip?dark={dark}")
        assert (status, headers["cache-control"]) == (200, kept)
        assert content.decode() == drawn


def test_a_chart_that_is_not_there(host: str) -> None:
    job, result = opened(), flat()
    for address in (
        f"{SCENES_URL}/none/strip",
        f"{scene_address(scene_of(result))}/nothing",
        f"{LIVE_URL}/none/strip",
        f"{job_address(job)}/nothing",
    ):
        assert fetched(host, address)[0] == 404
