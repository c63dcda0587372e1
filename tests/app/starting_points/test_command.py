"""The command prints the sentences that are asked for, all of them if none is named."""

import pytest

from app.starting_points.__main__ import main
from app.starting_points.checked import sentence_of
from app.starting_points.table import STARTING_POINTS


def test_it_prints_those_that_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    printed = capsys.readouterr().out
    assert all(sentence_of(point) in printed for point in STARTING_POINTS)
    main([STARTING_POINTS[1].slug])
    printed = capsys.readouterr().out
    assert [point for point in STARTING_POINTS if sentence_of(point) in printed] == [
        STARTING_POINTS[1]
    ]


def test_a_name_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["gone"])
    assert "no starting point is called 'gone'" in capsys.readouterr().err
