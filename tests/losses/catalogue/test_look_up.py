"""From a name and parameters to a row and values, or a sentence that lists what is allowed."""

import pytest

from losses import LOSSES, build, compose
from losses.catalogue import spec_and_values


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: build("arcface"), r"^Unknown loss 'arcface'\. Allowed: softmax, .*circle.*\.$"),
        (
            lambda: build("arc_sofmax"),
            r"^Unknown loss 'arc_sofmax'; did you mean 'arc_softmax'\? Allowed: softmax, .*\.$",
        ),
        (
            lambda: build("arc_softmax", marign=0.3),
            r"^arc_softmax has no parameter 'marign'; did you mean 'margin'\? Allowed: .*\.$",
        ),
        (
            lambda: compose(f="elastik"),
            r"^Unknown slot f='elastik'; did you mean 'elastic'\? Allowed: none, .*\.$",
        ),
        (
            lambda: build("sv_softmax", m=0.1),
            r"^sv_softmax has no parameter 'm'\. Allowed: scale, centres, t\.$",
        ),
        (
            lambda: build("softmax", scale=2),
            r"^softmax has no parameter 'scale'.*Allowed: centres\.$",
        ),
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
        (
            lambda: compose("mag", l_m=0.9),
            r"^composed l_m must be below u_m, not 0\.9 and 0\.8\.$",
        ),
    ],
)
def test_refusals_are_one_sentence_that_lists_what_is_allowed(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_a_named_loss_has_its_defaults():
    spec, values = spec_and_values("sv_arc_softmax", {"t": 1.1})
    assert spec is LOSSES["sv_arc_softmax"]
    assert values == {"scale": 30.0, "margin": 0.5, "t": 1.1}


def test_a_composed_loss_takes_its_slots_from_the_parameters():
    given = {"f": "arc", "h": "sv", "t": 1.1}
    spec, values = spec_and_values("composed", given)
    assert spec.name == "composed"
    assert values == {"scale": 30.0, "margin": 0.5, "t": 1.1}
    assert given == {"f": "arc", "h": "sv", "t": 1.1}


def test_every_loss_takes_several_centres_and_one_has_them_in_its_row():
    assert LOSSES["subcenter_arc"].parameters["centres"].default == 3
    for name in ("norm_softmax", "sv_arc_softmax", "uniface", "composed"):
        spec, values = spec_and_values(name, {"centres": 4})
        assert spec.centres
        assert values["centres"] == 4
        assert "centres" not in spec_and_values(name, {})[1]
    with pytest.raises(ValueError, match="centres must be a whole number, 1 to 10, not 0"):
        spec_and_values("arc_softmax", {"centres": 0})
