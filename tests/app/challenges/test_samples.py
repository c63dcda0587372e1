"""The challenges about wrong labels and strangers: what stays as it is."""

from __future__ import annotations

from app.challenges.samples import DECEIVED, STRANGERS
from toy_models.strangers import has_strangers


def test_the_wrong_labels_stay_and_hard_mining_keeps_no_more_than_them() -> None:
    keep = dict(DECEIVED.config.losses[1].parameters)["keep"]
    assert keep <= DECEIVED.config.label_noise  # type: ignore[operator]
    assert "wrong labels" not in DECEIVED.free
    assert "losses" not in DECEIVED.free


def test_the_strangers_are_people_whom_no_training_saw() -> None:
    assert has_strangers(STRANGERS.config.data)
    assert "data" not in STRANGERS.free
