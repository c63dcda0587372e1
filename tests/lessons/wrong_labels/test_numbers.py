"""Numbers of the narrative that come from a sample, against the losses themselves."""

from __future__ import annotations

from lessons.course import COURSE
from lessons.one_sample import between, loss_and_push
from lessons.wrong_labels.experiment import AT
from lessons.wrong_labels.numbers import numbers

FOLDER = COURSE.folders["wrong_labels"]


def test_the_pushes_of_a_wrong_label_are_those_of_the_losses() -> None:
    result = FOLDER.result()
    softmax, sv = result.config.losses()[:2]
    _, (plain, harder) = zip(
        *(loss_and_push(loss, between([AT])) for loss in (softmax, sv)), strict=True
    )
    written = numbers(result, FOLDER.shown)["flip"]
    assert written == {"softmax": f"{plain.item():.1f}", "sv": f"{harder.item():.1f}"}
