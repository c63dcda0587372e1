"""A recipe with another loss: parameters of the same unit stay, the others are the new loss's."""

from __future__ import annotations

import pytest

from face_training import recipes
from losses.catalogue import spec_and_values


@pytest.mark.parametrize(
    ("recipe", "loss", "kept"),
    [
        ("ten_million", "uniface", {"scale": 64.0}),  # neither t nor radians as cosine units
        ("ten_million", "subcenter_arc", {"scale": 64.0, "margin": 0.5}),
        ("ten_million", "arc_softmax", {"scale": 64.0, "margin": 0.5}),
        ("ms1mv3_r50", "am_softmax", {"scale": 64.0}),
        ("smoke", "adacos", {}),
    ],
)
def test_what_stays(recipe: str, loss: str, kept: dict[str, float]) -> None:
    head = recipes.read(recipe, ["head.t_warmup=0", "data.path=faces", f"head.loss={loss}"]).head
    assert dict(head.parameters) == kept
    spec, values = spec_and_values(loss, head.parameters)
    own = {name: parameter.default for name, parameter in spec.parameters.items()}
    assert values == own | kept


def test_what_the_command_line_says_stays_whatever_the_order() -> None:
    for overrides in (
        ["head.parameters.margin=0.3", "head.loss=uniface"],
        ["head.loss=uniface", "head.parameters.margin=0.3"],
    ):
        assert recipes.read("ten_million", overrides).head.parameters["margin"] == 0.3
    with pytest.raises(ValueError, match=r"^On the command line: uniface has no parameter 't'"):
        recipes.read("ten_million", ["head.loss=uniface", "head.parameters.t=1.1"])


def test_the_same_loss_keeps_everything() -> None:
    assert recipes.read("ten_million", ["head.loss=sv_arc_softmax"]) == recipes.read("ten_million")
