"""Every config that the widgets can say is opened by its address, and no other has one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import app
from app.controls.address import query_of, refused, texts
from app.controls.link import REFUSED
from app.controls.settings import ELSEWHERE, widgets_of
from app.controls.training import RATES
from losses.catalogue import LOSSES
from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.pools import Sleeping, give_first
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, DataConfig, Digits, Faces, Mnist
from toy_models.gentle import FIRST_RUN, gentle

FRAME = Path(app.__file__).with_name("frame.py")


def drawn(seed: int) -> RunConfig:
    """A config that the widgets can say."""
    draw = np.random.default_rng(seed)
    sets: list[DataConfig] = [
        Digits(),
        Mnist(per_class=250),
        Faces(identities=35, images=20, nuisance=0.7),
        Blobs(dimension=3, classes=7, per_class=60, spread=0.45),
    ]
    data = sets[seed % len(sets)]
    names = draw.choice(list(LOSSES), 3, replace=False).tolist()
    steps = int(draw.integers(1, 60)) * 50
    warm = int(draw.integers(0, 17)) * 5
    convolved = data.is_images and bool(draw.integers(2))
    losses = tuple(gentle(name) for name in names)
    if seed == 1:  # a parameter off its gentle value
        losses = (LossChoice.of("sv_softmax", scale=16.0, t=1.37), gentle("arc_softmax"))
    if seed == 2:  # a composition
        composed = LossChoice.of(
            "composed", f="am", g="focal", h="sv", scale=16.0, margin=0.25, gamma=1.5, t=1.1
        )
        losses = (gentle("norm_softmax"), composed)
    return replace(
        FIRST_RUN,
        data=data,
        losses=losses,
        label_noise=int(draw.integers(0, 11)) * 5 / 100,
        embedding=int(draw.choice([2, 3, 8, 64])),
        network="cnn" if convolved else "mlp",
        hidden=(16, 32, 64) if convolved else (int(draw.choice([16, 32, 128])),) * 2,
        steps=steps,
        learning_rate=float(draw.choice(RATES)),
        batch=int(draw.choice([16, 64, 512])),
        optimiser="sgd" if draw.integers(2) else "adam",
        softmax_warmup=steps * warm // 100,
        t_warmup=steps * int(draw.integers(0, (100 - warm) // 5 + 1)) * 5 // 100,
        seed=int(draw.integers(0, 10_000)),
    )


def opened(query: str, pool: Sleeping) -> tuple[AppTest, RunConfig]:
    """The page that a link opens, and the config that its widgets make at last."""
    give_first(pool)
    page = AppTest.from_file(FRAME, default_timeout=DEFAULT_TIMEOUT)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception
    pool.asked.clear()
    page.button(key="train").click().run()
    assert not page.exception
    return page, pool.asked[0]


@pytest.mark.parametrize("seed", range(8))
def test_a_link_opens_the_config_again(seed: int, sleeping: Sleeping) -> None:
    config = drawn(seed)
    page, found = opened(query_of(config), sleeping)
    assert found == config
    assert not page.warning


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("losses=Nonsense", "losses"),
        ("s=1e9", "s"),
        ("arc_softmax-margin=1e9", "arc_softmax-margin"),
        ("losses=%3Cscript%3Ealert(1)%3C%2Fscript%3E&losses=Softmax&steps=100", "losses"),
        ("seed=-3&steps=nan&hidden=17&optimiser=%27%3B--", "hidden, optimiser, seed, steps"),
        ("losses=" + "x" * 300_000, "losses"),
        ("&".join(f"losses={k}" for k in range(900)), "losses"),
    ],
    ids=["loss", "scale", "margin", "script", "numbers", "long", "many"],
)
def test_a_link_that_asks_for_what_cannot_be_opens_the_default_with_a_sentence(
    query: str, names: str, sleeping: Sleeping
) -> None:
    give_first(sleeping)
    page = AppTest.from_file(FRAME, default_timeout=DEFAULT_TIMEOUT)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception
    assert page.session_state.result.config == FIRST_RUN
    assert [warning.value for warning in page.warning] == [REFUSED.format(names=names)]
    page.button(key="train").click().run()
    assert sleeping.asked[-1] == FIRST_RUN
    assert not page.warning  # the reader has gone on


def test_what_is_no_widget_is_left_alone(sleeping: Sleeping) -> None:
    page, found = opened("utm=1&sv_a_softmax-t=9", sleeping)
    assert found == FIRST_RUN
    assert not page.warning


@pytest.mark.parametrize(
    "change",
    [
        {"hidden": (64,)},
        {"hidden": (64, 32)},
        {"embedding": 5},
        {"kept": 7},
        {"label_noise": 0.333},
        {"losses": (LossChoice.of("composed", f="am", g="none", h="none", margin=0.1),)},
        {"losses": (LossChoice("sv_softmax"),)},
        {"losses": (gentle("norm_softmax"), LossChoice.of("sv_softmax", scale=30.0, t=1.1))},
        {"losses": (gentle("sv_softmax"), gentle("sv_softmax"))},
    ],
)
def test_what_the_widgets_cannot_say_has_no_address(change: dict[str, Any]) -> None:
    try:
        config = replace(FIRST_RUN, **change)
    except ValueError as error:
        pytest.fail(str(error))
    with pytest.raises(ValueError, match="no controls") as raised:
        widgets_of(config)
    assert str(raised.value) == ELSEWHERE


def test_numbers_are_compared_as_numbers() -> None:
    assert refused({"s": ["16.0"], "cnn": ["TRUE"]}, {"s": 16.0, "cnn": True}) == []
    assert refused({"s": ["16.1"], "unknown": ["1"]}, {"s": 16.0}) == ["s"]
    assert texts({"data": "digits"}) == {"data": ["Digits, 8 × 8 pixels"]}
