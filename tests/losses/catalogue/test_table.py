"""The catalogue: its names, its rows, and that it can be read without torch."""

import subprocess
import sys
from itertools import pairwise

import pytest

from losses import LOSSES, build

PROMISED = {
    "softmax",
    "norm_softmax",
    "hm_softmax",
    "f_softmax",
    "a_softmax",
    "am_softmax",
    "arc_softmax",
    "combined_margin",
    "f_am_softmax",
    "f_arc_softmax",
    "hm_am_softmax",
    "hm_arc_softmax",
    "sv_softmax",
    "sv_a_softmax",
    "sv_am_softmax",
    "sv_arc_softmax",
    "mv_am_softmax",
    "mv_arc_softmax",
    "curricularface",
    "arcnegface",
    "npcface",
    "adacos",
    "magface",
    "adaface",
    "elasticface",
    "circle",
}


def test_every_promised_loss_is_there():
    assert set(LOSSES) >= PROMISED


def test_a_family_is_a_group():
    families = [spec.family for spec in LOSSES.values()]
    changes = sum(one != other for one, other in pairwise(families))
    assert changes == len(set(families)) - 1


@pytest.mark.parametrize("name", LOSSES)
def test_a_row_says_where_it_comes_from(name):
    spec = LOSSES[name]
    assert spec.name == name
    assert spec.title
    assert spec.family
    said = f"The row of {name} must say where the loss comes from: in `paper` whose it is, "
    assert spec.paper, said + "for example 'own'."
    assert spec.equation, said + "and in `equation` which equation it is, or the loss in words."
    # `arxiv` may be empty: not every loss has a paper there.
    assert not spec.arxiv.lower().startswith("arxiv"), f"{name}: `arxiv` is the number alone."


@pytest.mark.parametrize("name", LOSSES)
def test_defaults_are_allowed_and_ranges_are_closed(name):
    spec = LOSSES[name]
    ascending = {end for slot in spec.slots for pair in slot.ascending for end in pair}
    for parameter_name, parameter in spec.parameters.items():
        build(name, **{parameter_name: parameter.default})
        if parameter.choices:
            continue
        for end in (parameter.low, parameter.high):
            if parameter_name not in ascending:
                build(name, **{parameter_name: end})
        for beyond in (parameter.low - 0.01, parameter.high + 0.01, float("nan"), "0.5"):
            with pytest.raises(ValueError, match=f"{name} {parameter_name} must be"):
                build(name, **{parameter_name: beyond})


@pytest.mark.parametrize("name", LOSSES)
def test_gentle_values_are_for_parameters_that_there_are(name):
    spec = LOSSES[name]
    for slot in spec.slots:
        assert set(slot.gentle) <= {*slot.parameters, "scale"}
        known = {key: value for key, value in slot.gentle.items() if key in spec.parameters}
        assert spec.checked(known).items() >= known.items()


def test_the_catalogue_needs_no_torch():
    code = "import losses, sys; losses.LOSSES; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_printed_catalogue_has_a_block_for_every_loss():
    printed = subprocess.run(
        [sys.executable, "-m", "losses"], check=True, capture_output=True, text=True
    ).stdout
    assert [block.split()[0] for block in printed.split("\n\n")] == list(LOSSES)
