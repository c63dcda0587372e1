"""A parameter checks what it is given."""

import pytest

from losses.parameters import Parameter, count

MARGIN = Parameter(symbol="m", meaning="margin", unit="radians", default=0.5, high=1.5)
MODE = Parameter(symbol="mode", meaning="", unit="", default="a", choices=("a", "b"))


def test_numbers_become_floats():
    value = MARGIN.checked(1, where="here")
    assert value == 1.0
    assert isinstance(value, float)


@pytest.mark.parametrize("value", [-0.1, 1.6, float("nan"), True, "1", None])
def test_what_is_not_allowed_is_said(value):
    with pytest.raises(ValueError, match=r"^here must be 0 to 1.5 \(radians\), not "):
        MARGIN.checked(value, where="here")


def test_choices():
    assert MODE.checked("b", where="here") == "b"
    with pytest.raises(ValueError, match=r"^here must be a or b, not 'c'\.$"):
        MODE.checked("c", where="here")


def test_a_switch_is_not_a_number():
    switch = Parameter(symbol="+", meaning="", unit="", default=False, choices=(False, True))
    assert switch.checked(True, where="here") is True
    with pytest.raises(ValueError, match="False or True"):
        switch.checked(1, where="here")


def test_a_count_is_a_whole_number():
    k = count("K", "rivals", 5.0, 1, 10)
    assert k.checked(3, where="here") == 3.0
    with pytest.raises(ValueError, match=r"^here must be a whole number, 1 to 10, not 2\.5\.$"):
        k.checked(2.5, where="here")


def test_another_default():
    assert MARGIN.with_default(0.2).default == 0.2
    assert MARGIN.default == 0.5
