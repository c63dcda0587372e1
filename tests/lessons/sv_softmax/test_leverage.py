"""The dial is that of the losses, and the lesson's sentences fall with the experiment's answer."""

from dataclasses import replace

import numpy as np
import pytest

from lessons.blocks import NarrativeError
from lessons.narrative import parse
from lessons.sv_softmax.leverage import CLASSES, HEAT, dial, ratios, settings
from lessons.sv_softmax.numbers import numbers
from tests.lessons.sv_softmax.small import FOLDER, stored
from toy_models.guidance.answer import stored_answer


def test_the_stored_dial_is_that_of_the_losses() -> None:
    result = stored()
    assert result.leverage_2KH.shape == (2, len(CLASSES), len(HEAT))
    np.testing.assert_allclose(result.leverage_2KH, ratios(result.config.t), rtol=1e-9)
    drawn = dial(result.leverage_2KH, result.config.t).content["lines"]
    assert max(max(row) for line in drawn for row in line["y"]) < 20  # none leaves the figure


def test_every_setting_is_drawn() -> None:
    assert len(settings().content["lines"]) == 1 + len(stored_answer().points) == 33


def test_that_many_classes_share_the_blame_falls_with_the_dial() -> None:
    flat = replace(stored(), leverage_2KH=np.ones_like(stored().leverage_2KH))
    with pytest.raises(NarrativeError, match="otherwise"):
        parse(FOLDER.text("narrative.md"), numbers(flat, FOLDER.shown))
