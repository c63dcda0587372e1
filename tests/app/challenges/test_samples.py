"""The challenges about wrong labels and strangers: what stays as it is."""

from __future__ import annotations

from app.challenges.attempt import Attempt
from app.challenges.challenge import with_loss
from app.challenges.samples import DECEIVED, STRANGERS
from toy_models.strangers import has_strangers


def test_the_wrong_labels_stay_and_hard_mining_keeps_no_more_than_them() -> None:
    keep = dict(DECEIVED.config.losses[1].parameters)["keep"]
    assert keep <= DECEIVED.config.label_noise  # type: ignore[operator]
    assert "wrong labels" not in DECEIVED.free
    assert "losses" not in DECEIVED.free


def test_to_keep_all_of_the_batch_is_no_mining() -> None:
    """With keep = 1 HM-Softmax is softmax: the goal would be reached without the point."""

    def said(keep: float) -> str:
        config = with_loss(DECEIVED.config, 1, keep=keep)
        return DECEIVED.missing(Attempt(config=config, measures={"accuracy": [96.0, 96.0]}))

    assert said(0.9) == said(0.5) == ""
    assert said(1.0) == "With keep = 1 hardly anything is mined. Leave out a tenth of the batch."
    assert "at least a tenth of each batch" in DECEIVED.goal


def test_the_strangers_are_people_whom_no_training_saw() -> None:
    assert has_strangers(STRANGERS.config.data)
    assert "data" not in STRANGERS.free
