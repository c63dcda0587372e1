"""A slip is guessed, another name is not; what is allowed is always listed."""

import pytest

from losses import LOSSES
from losses.refusals import instead_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("arc_sofmax", "arc_softmax"), ("cirkle", "circle"), ("sv-am-softmax", "sv_am_softmax")],
)
def test_the_nearest_name_is_asked_for(typed, meant):
    ending = instead_of(typed, LOSSES)
    assert ending == f"; did you mean {meant!r}? Allowed: {', '.join(LOSSES)}."


def test_the_name_of_another_loss_is_no_slip():
    assert instead_of("arcface", LOSSES) == f". Allowed: {', '.join(LOSSES)}."


def test_where_nothing_is_allowed_that_is_said():
    assert instead_of("scale", ()) == ". Allowed: none."
