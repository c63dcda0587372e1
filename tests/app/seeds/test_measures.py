"""The table of measures: names of their own, and sentences that name both losses and the size."""

from __future__ import annotations

from app.seeds.measures import MEASURES
from tests.app.seeds.five import five


def test_each_measure_has_its_own_name_and_title() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert len({measure.title for measure in MEASURES}) == len(MEASURES)


def test_the_sentences_differ_and_name_both_losses_and_the_size() -> None:
    for measure in MEASURES:
        assert measure.more != measure.fewer
        for words in (measure.more, measure.fewer):
            assert all(part in words for part in ("{first}", "{second}", "{by}"))


def test_strangers_are_measured_where_there_are_some() -> None:
    run = five()[0]
    assert run.strangers is None
    assert [measure.name for measure in MEASURES if measure.of(run) is None] == [
        "tar_100",
        "tar_1000",
    ]
