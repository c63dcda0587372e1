"""The search for a setting: it finds the top of a hill, goes no farther, and can be interrupted."""

from collections.abc import Callable

import pytest

from evidence.best_setting import Ladder, Search, Setting, ends_in_words, search

S = Ladder("s", (0.2, 0.3, 0.5, 0.8, 1.25, 2.0, 3.0), 0.8)
M = Ladder("m", (0.1, 0.2, 0.3), 0.2)


def climbed(ladders: list[Ladder], hill: Callable[..., float]) -> tuple[Search, list[Setting]]:
    """The end of a search over a known hill, and the settings in the order in which they came."""
    measured: dict[Setting, float] = {}
    while wanted := search(ladders, measured).wanted:
        # A search that was interrupted has only the first of them.
        measured[wanted[0]] = hill(*wanted[0])
    return search(ladders, measured), list(measured)


@pytest.mark.parametrize("top", S.values)
def test_it_finds_the_top_and_tries_no_more_than_its_neighbours(top: float) -> None:
    end, tried = climbed([S], lambda s: -abs(S.values.index(s) - S.values.index(top)))
    assert end.best == (top,)
    around = S.values[max(0, S.values.index(top) - 1) : S.values.index(top) + 2]
    assert {(s,) for s in around} <= set(tried)
    assert set(tried) <= {(s,) for s in around} | {
        (s,) for s in S.values if min(top, 0.5) <= s <= max(top, 1.25)
    }
    assert end.at_the_end == (("s",) if top in (0.2, 3.0) else ())


def test_the_second_parameter_is_tuned_at_the_best_first() -> None:
    end, tried = climbed([S, M], lambda s, m: -abs(s - 0.5) - abs(m - 0.1))
    assert end.best == (0.5, 0.1)
    assert end.at_the_end == ("m",)
    assert tried == [
        (0.5, 0.2), (0.8, 0.2), (1.25, 0.2), (0.3, 0.2), (0.5, 0.1), (0.5, 0.3),
    ]  # fmt: skip


def test_of_equal_measures_the_lower_value_is_best() -> None:
    end, tried = climbed([M], lambda m: 0.0)
    assert (end.best, len(tried)) == ((0.1,), 3)


def test_a_ladder_without_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ladder of m needs rising values with 0\.4 among them"):
        Ladder("m", (0.1, 0.2), 0.4)
    with pytest.raises(ValueError, match=r"not 0\.2, 0\.1"):
        Ladder("m", (0.2, 0.1), 0.2)


def test_a_sentence_names_the_searches_that_stopped_where_a_ladder_ends() -> None:
    turn = Ladder("m", (0.1, 0.3, 0.6), 0.3, "rad")
    inside = ("Softmax", [S], (0.8,))
    assert ends_in_words([inside]).startswith("No best value is the first or the last")
    words = ends_in_words([inside, ("Arc", [S, turn], (0.8, 0.6)), ("SV", [S], (0.2,))])
    assert words.endswith("a better one may lie beyond: Arc at m = 0.6 rad; SV at s = 0.2.")
