"""A head is measured or does not fit; what compiles makes a smaller one of the same chunks."""

import json

import pytest

from benchmarks.card import heads
from benchmarks.card.heads import Case, Compiling, Heads
from face_training.head.form import ChunkSettings

CASE = Case(300, "sv_arc_softmax", "chunked")


def test_a_case_is_measured():
    made = Heads("cpu", batch=4)
    found = made.tell(CASE.question())
    assert found["ms"] > 0
    assert found["mib"] > 300 * 512 * 4 / 2**20  # the gradient at least
    assert heads.MOST >= found["steps"] >= 3
    assert json.loads(CASE.question())["ids"] == 300


def test_what_does_not_fit_is_not_tried(monkeypatch):
    monkeypatch.setattr(heads, "head_of", None)
    monkeypatch.setattr(heads, "memory_of", lambda _: 10**6)
    assert Heads("cpu", batch=4).tell(CASE.question()) == {"problem": "does not fit"}


def test_the_peer_needs_what_a_dense_head_needs(monkeypatch):
    room = 3 * 4 * 300 * 512 + 1000
    monkeypatch.setattr(heads, "memory_of", lambda _: room)
    made = Heads("cpu", batch=4)
    assert "ms" in made.tell(CASE.question())
    assert made.tell(Case(300).question()) == {"problem": "does not fit"}
    assert "problem" in made.tell(Case(300, "arc_softmax", "dense").question())


def test_chunks_are_compiled_with_few_classes(monkeypatch):
    seen = []
    monkeypatch.setattr(ChunkSettings, "width", lambda *_: 10)
    true = heads.head_of

    def noted(loss, ids, device, **settings):
        seen.append((ids, settings["width"]))
        return true(loss, ids, device, **settings)

    monkeypatch.setattr(heads, "head_of", noted)
    found = Compiling("cpu", batch=4, loss="arc_softmax", ids=[15, 1000]).ready()
    assert seen == [(15, 10), (20, 10)]
    assert len(found["first"]) == 2


@pytest.mark.parametrize(
    ("case", "name"),
    [
        (Case(5), "PartialFC_V2"),
        (CASE, "sv_arc_softmax, in chunks"),
        (Case(5, "arc_softmax", "dense"), "arc_softmax, dense"),
        (Case(5, "arc_softmax", "chunked", "bfloat16"), "arc_softmax, in chunks, bfloat16"),
    ],
)
def test_names(case, name):
    assert case.name == name
