"""Which addresses are the opening's, and which were the Playground's before there was one."""

from __future__ import annotations

import pytest

from app.opening.address import asks_for_the_playground


@pytest.mark.parametrize(
    "address",
    [{}, {"scene": "gap"}, {"present": "true", "projector": "true"}, {"hide": "opening-doors"}],
)
def test_the_opening_has_an_address_of_its_own(address: dict[str, str]) -> None:
    assert not asks_for_the_playground(address)


@pytest.mark.parametrize(
    "address",
    [
        {"steps": "300"},
        {"present": "true", "only": "sv_softmax-t,train"},
        {"hide": "sidebar,opening-doors"},
        {"runs": "abc", "pinned": ""},
        {"scene": "gap", "stage": "step:100"},
        {"sed": "3"},  # the Playground says what is wrong with it
    ],
)
def test_everything_else_opens_the_playground(address: dict[str, str]) -> None:
    assert asks_for_the_playground(address)
