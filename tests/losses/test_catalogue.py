"""The catalogue: its names, its refusals, and that it can be read without torch."""

import subprocess
import sys

import pytest

from losses import LOSSES, build, compose
from losses.catalogue import composed_spec, spec_and_values

NAMES = [
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
]


def test_every_promised_loss_is_there():
    assert set(LOSSES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_says_where_it_comes_from(name):
    spec = LOSSES[name]
    assert spec.name == name
    assert spec.title
    assert spec.family
    assert spec.paper
    assert spec.equation
    assert spec.arxiv or name == "softmax"


@pytest.mark.parametrize("name", NAMES)
def test_defaults_are_allowed_and_ranges_are_closed(name):
    for parameter_name, parameter in LOSSES[name].parameters.items():
        build(name, **{parameter_name: parameter.default})
        if parameter.choices:
            continue
        for end in (parameter.low, parameter.high):
            if (name, parameter_name) not in _ORDERED:
                build(name, **{parameter_name: end})
        for beyond in (parameter.low - 0.01, parameter.high + 0.01, float("nan"), "0.5"):
            with pytest.raises(ValueError, match=f"{name} {parameter_name} must be"):
                build(name, **{parameter_name: beyond})


_ORDERED = {("magface", end) for end in ("l_a", "u_a", "l_m", "u_m")}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: build("arcface"), r"^Unknown loss 'arcface'\. Allowed: softmax, .*circle\.$"),
        (
            lambda: build("sv_softmax", m=0.1),
            r"^sv_softmax has no parameter 'm'\. Allowed: scale, t\.$",
        ),
        (lambda: build("softmax", scale=2), r"^softmax has no parameter 'scale'.*none\.$"),
        (
            lambda: build("arc_softmax", margin=4),
            r"^arc_softmax margin must be 0 to 1\.5 \(radians\), not 4\.$",
        ),
        (
            lambda: build("mv_am_softmax", mode="both"),
            r"^mv_am_softmax mode must be adaptive or fixed, not 'both'\.$",
        ),
        (lambda: compose(f="face"), r"^Unknown slot f='face'\. Allowed: none, a, am, .*\.$"),
        (
            lambda: build("magface", l_a=200.0),
            r"^magface l_a must be below u_a, not 200\.0 and 110\.0\.$",
        ),
    ],
)
def test_refusals_are_one_sentence_that_lists_what_is_allowed(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_the_papers_defaults():
    assert LOSSES["sv_arc_softmax"].parameters["scale"].default == 30
    assert LOSSES["am_softmax"].parameters["margin"].default == 0.35
    assert LOSSES["arc_softmax"].parameters["margin"].default == 0.5
    assert LOSSES["sv_softmax"].parameters["t"].default == 1.2
    assert LOSSES["mv_am_softmax"].parameters["t"].default == 0.2


def test_a_composition_names_its_slots():
    spec = composed_spec("arc", "focal", "sv")
    assert set(spec.parameters) == {"scale", "margin", "gamma", "t"}
    _, values = spec_and_values("composed", {"f": "arc", "h": "sv", "t": 1.1})
    assert values == {"scale": 30.0, "margin": 0.5, "t": 1.1}


def test_the_catalogue_needs_no_torch():
    code = "import losses, sys; losses.LOSSES; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_printed_catalogue_has_a_block_for_every_loss():
    printed = subprocess.run(
        [sys.executable, "-m", "losses"], check=True, capture_output=True, text=True
    ).stdout
    assert [block.split()[0] for block in printed.split("\n\n")] == list(LOSSES)
