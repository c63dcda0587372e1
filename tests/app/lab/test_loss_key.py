"""Keys of losses: there and back, whatever the numbers are."""

from __future__ import annotations

import pytest

from app.lab.loss_key import choice_of, key_of, title_of, with_parameters
from losses.catalogue import LOSSES
from toy_models.config import LossChoice

COMPOSED = LossChoice.of("composed", f="am", g="focal", h="sv", margin=0.2, gamma=1.5)


def test_keys_name_losses_whatever_their_numbers() -> None:
    assert key_of(LossChoice.of("sv_softmax", t=1.15)) == "sv_softmax"
    assert key_of(COMPOSED) == "composed:am:focal:sv"
    assert key_of(LossChoice.of("mv_am_softmax", mode="fixed")) == "mv_am_softmax"
    assert key_of(LossChoice.of("composed", h="sv")) == "composed:none:none:sv"
    assert choice_of("composed:am:focal:sv") == LossChoice.of("composed", f="am", g="focal", h="sv")
    assert choice_of("sv_softmax", {"t": 1.3}) == LossChoice.of("sv_softmax", t=1.3)


def test_the_same_loss_with_other_numbers() -> None:
    again = with_parameters(COMPOSED, {"margin": 0.3, "scale": 10.0})
    assert key_of(again) == key_of(COMPOSED)
    assert dict(again.parameters) == {
        "f": "am", "g": "focal", "h": "sv", "margin": 0.3, "scale": 10.0,
    }  # fmt: skip
    with pytest.raises(ValueError, match="gamma"):
        with_parameters(LossChoice.of("sv_softmax"), {"gamma": 1.0})


def test_titles() -> None:
    assert title_of("sv_softmax") == LOSSES["sv_softmax"].title
    assert title_of("composed:am:none:sv") == "AM (additive cosine) + SV"
