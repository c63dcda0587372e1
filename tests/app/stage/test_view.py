"""What a link may say of a stage's view, and all that it may not."""

from __future__ import annotations

import json

import pytest

from app.stage.view import CHOSEN_AT_MOST, REFUSED, View, parse_view

TURN = "0,-1,0,1,0,0,0,0,1"


def test_a_whole_view_is_read() -> None:
    text = f"step:300.25;layers:samples,weights;chosen:3,17;panel:2;camera:{TURN};large:1"
    assert parse_view(text) == View(
        step=300.25,
        layers=("samples", "weights"),
        chosen=(3, 17),
        panel=2,
        camera=(0, -1, 0, 1, 0, 0, 0, 0, 1),
        large=True,
    )


def test_what_is_left_out_is_left_to_the_page() -> None:
    assert parse_view("") == View()
    assert parse_view("layers:") == View(layers=())
    assert json.loads(json.dumps(parse_view("step:3").to_json()))["step"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "step:1e999",
        "step:nan",
        "step:-1",
        "step:",
        "step:1;step:2",
        "layers:<b>",
        "layers:" + ",".join(["a"] * 51),
        "chosen:1.5",
        "panel:6",
        "chosen:-1",
        "chosen:" + ",".join(["1"] * (CHOSEN_AT_MOST + 1)),
        "camera:1,0,0",
        "camera:1,0,0,0,1,0,0,0,-1",  # a mirror
        "camera:1,1,0,0,1,0,0,0,1",  # a shear
        "camera:nan,0,0,0,1,0,0,0,1",
        "unknown:1",
        "step",
        "٣:٣",
        "step:٣",
        "x" * 10_000_000,
    ],
    ids=range(21),
)
def test_anything_else_is_refused_in_one_sentence_without_an_echo(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be understood") as refused:
        parse_view(text)
    assert str(refused.value) == REFUSED
