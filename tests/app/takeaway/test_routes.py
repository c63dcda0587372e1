"""The files over HTTP: made when asked for, named by what is in them, and by token alone."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import nbformat
import pytest

from app.stage.view import REFUSED
from app.takeaway.routes import FILES_URL, GONE, Visitor, offers, takeaway_routes
from app.toy_runs.comparison import scene_of
from tests.app.runs import assert_same_run, flat
from tests.app.stage.serving import serving
from toy_models.record import Run


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes


@pytest.fixture(scope="module")
def get() -> Iterator[Callable[[str], Answer]]:
    """Ask a server that has these routes alone."""
    with serving(takeaway_routes) as host:

        def ask(path: str) -> Answer:
            try:
                with urllib.request.urlopen(f"http://{host}{path}", timeout=30) as answer:
                    return Answer(answer.status, answer.headers, answer.read())
            except urllib.error.HTTPError as error:
                with error:
                    return Answer(error.code, error.headers, error.read())

        yield ask


Get = Callable[[str], Answer]


OFFERS = offers(scene_of(flat()), flat())


def address(name: str) -> str:
    return OFFERS[name].address


@pytest.mark.parametrize("name", OFFERS)
def test_a_file_is_saved_under_a_name_that_says_what_it_is(get: Get, name: str) -> None:
    offer = OFFERS[name]
    answer = get(offer.address)
    assert answer.status == 200
    assert offer.name.startswith(scene_of(flat()).file_stem)
    assert offer.name.endswith(offer.file.part)
    assert answer.headers["content-disposition"] == f'attachment; filename="{offer.name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.content) > 200


def test_the_npz_is_the_run(get: Get) -> None:
    answer = get(address("run"))
    assert_same_run(Run.load(io.BytesIO(answer.content)), flat())


def test_the_notebook_is_one(get: Get) -> None:
    answer = get(address("notebook"))
    nbformat.validate(nbformat.reads(answer.content.decode(), as_version=4))


@pytest.mark.parametrize(
    "path",
    [f"{FILES_URL}/anybody/none/run", f"{FILES_URL}/anybody/%3Cscript%3E/run", "unknown"],
)
def test_what_is_not_there_is_a_sentence(get: Get, path: str) -> None:
    if path == "unknown":
        path = address("run").replace("/run", "/..%2Fsecrets")
    answer = get(path)
    assert answer.status == 404
    assert answer.content.decode() in (GONE, "Not Found")


def test_each_visitor_has_a_line_of_their_own_and_all_get_the_same_file(get: Get) -> None:
    visitor, other = Visitor(), Visitor()
    addresses = {
        offers(scene_of(flat()), None, who)["measures"].address for who in (visitor, other, None)
    }
    assert len(addresses) == 3
    made_up = address("measures").replace("/anybody/", "/somebody/")
    assert len({get(path).content for path in [*addresses, made_up]}) == 1


def test_a_view_that_is_none_is_refused_in_a_sentence(get: Get) -> None:
    answer = get(f"{address('replay')}?view={quote('<script>')}")
    assert (answer.status, answer.content.decode()) == (400, REFUSED)


def test_a_scene_that_is_no_whole_run_has_no_file_that_trains_it_again(get: Get) -> None:
    assert offers(scene_of(flat()), None).keys() == {"replay", "measures", "samples", "weights"}
    assert get(address("replay").replace("/replay", "/run")).status == 404
