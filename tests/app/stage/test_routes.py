"""Runs are found by their token alone, and the newest are kept."""

import pytest
from starlette.requests import Request

from app.stage import routes
from app.stage.charts import chart, chart_so_far
from app.stage.live import broadcasts
from app.stage.payload import run_message
from app.stage.routes import (
    RUNS_URL,
    Offers,
)
from tests.app.runs import flat
from tests.app.stage.test_live import opened


def asked(token: str, *, chart: str = "", dark: str = "0") -> Request:
    return Request(
        {
            "type": "http",
            "path_params": {"token": token, "chart": chart},
            "query_string": f"dark={dark}".encode(),
        }
    )


def token_of(address: str) -> str:
    return address.rsplit("/", 1)[1]


def test_an_offered_run_is_found_under_its_address() -> None:
    offers = Offers()
    result = flat()
    address = offers.offer(result)
    assert address.startswith(f"{RUNS_URL}/")
    assert offers.find(address.removeprefix(f"{RUNS_URL}/")) is result


def test_one_run_has_one_address() -> None:
    offers = Offers()
    assert offers.offer(flat()) == offers.offer(flat())
    assert offers.offer(flat()) != offers.offer(flat(embedding=3))


def test_addresses_cannot_be_guessed() -> None:
    first, second = Offers().offer(flat()), Offers().offer(flat())
    assert first != second
    assert len(first.removeprefix(f"{RUNS_URL}/")) >= 32


def test_the_oldest_run_goes_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "OFFERED_AT_MOST", 2)
    offers = Offers()
    runs = [flat(), flat(embedding=3), flat(embedding=8)]
    tokens = [offers.offer(run).removeprefix(f"{RUNS_URL}/") for run in runs[:2]]
    offers.offer(runs[0])  # used again, so the other one is the oldest
    tokens.append(offers.offer(runs[2]).removeprefix(f"{RUNS_URL}/"))
    assert [offers.find(token) for token in tokens] == [runs[0], None, runs[2]]


def test_the_route_sends_the_run_or_says_that_there_is_none() -> None:
    result = flat()
    token = routes.offers.offer(result).removeprefix(f"{RUNS_URL}/")
    answer = routes._run(asked(token))
    assert answer.status_code == 200
    assert answer.body == run_message(result)
    missing = routes._run(asked("no-such-token"))
    assert missing.status_code == 404
    assert missing.body == b"There is no such run any more."


@pytest.mark.parametrize("dark", ["0", "1"])
def test_a_chart_of_a_run_may_be_kept_and_one_of_a_job_may_not(dark: str) -> None:
    job, result = opened(), flat()
    for answer, drawn, kept in (
        (
            routes._chart(asked(token_of(routes.offers.offer(result)), chart="strip", dark=dark)),
            chart(result, "strip", dark == "1"),
            "private, max-age=3600",
        ),
        (
            routes._live_chart(asked(token_of(broadcasts.offer(job)), chart="strip", dark=dark)),
            chart_so_far(job, "strip", dark == "1"),
            "no-store",
        ),
    ):
        assert (answer.status_code, answer.headers["cache-control"]) == (200, kept)
        assert bytes(answer.body).decode() == drawn


@pytest.mark.parametrize(("known", "name"), [(False, "strip"), (True, "nothing")])
def test_a_chart_that_is_not_there(known: bool, name: str) -> None:
    run = token_of(routes.offers.offer(flat())) if known else "none"
    assert routes._chart(asked(run, chart=name)).status_code == 404
    job = opened()
    live = token_of(broadcasts.offer(job)) if known else "none"
    assert routes._live_chart(asked(live, chart=name)).status_code == 404
