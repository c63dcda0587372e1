"""Any margin with any mining and any guidance."""

import pytest

from losses import GUIDANCES, LOSSES, MARGINS, MININGS
from losses.catalogue import composed_spec


def test_a_composition_names_its_slots():
    spec = composed_spec("arc", "focal", "sv")
    assert set(spec.parameters) == {"scale", "margin", "gamma", "t"}
    assert spec.title == "Arc (additive angle) + Focal + SV"
    assert spec.equation == "f=arc, g=focal, h=sv"


def test_nothing_but_none_is_the_softmax():
    assert composed_spec().title == "Softmax"
    assert composed_spec().slots == ()


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (MARGINS, "none a am arc combined elastic x2 mag ada npc circle"),
        (MININGS, "none focal hard"),
        (GUIDANCES, "none sv mv curricular arcneg npc circle topk filter"),
    ],
)
def test_every_promised_slot_is_there(table, names):
    assert set(table) >= set(names.split())
    assert next(iter(table)) == "none"


@pytest.mark.parametrize("name", LOSSES)
def test_a_name_stands_for_one_slot(name):
    spec = LOSSES[name]
    for slot, table in (
        (spec.margin, MARGINS),
        (spec.mining, MININGS),
        (spec.guidance, GUIDANCES),
    ):
        if slot and slot.name:
            assert table[slot.name] == slot
