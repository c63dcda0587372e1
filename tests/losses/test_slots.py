"""A slot names a function that takes its parameters."""

import inspect
import pkgutil

import pytest

from losses import LOSSES

SLOTS = {slot.code: slot for spec in LOSSES.values() for slot in spec.slots}


@pytest.mark.parametrize("code", SLOTS)
def test_the_function_takes_the_parameters_by_name(code):
    function = pkgutil.resolve_name(code)
    call = function.forward if isinstance(function, type) else function
    named = {
        name
        for name, parameter in inspect.signature(call).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    assert named == {*SLOTS[code].parameters, *(["batch"] if SLOTS[code].reads_batch else [])}


def test_a_slot_is_described_once():
    for spec in LOSSES.values():
        for slot in spec.slots:
            assert slot == SLOTS[slot.code]
