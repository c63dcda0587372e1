"""Every config that the widgets can make is opened by its address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.controls.address import query_of, refused, texts
from app.controls.training import CHANNELS, CHANNELS_OF, RATES
from losses.catalogue import LOSSES
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, give_first
from tests.patience import SECONDS
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, DataConfig, Digits, Faces, Mnist
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import gentle


def drawn(seed: int) -> RunConfig:
    """A config that the widgets can make."""
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
        hidden=(
            CHANNELS_OF.get(data.kind, CHANNELS)
            if convolved
            else (int(draw.choice([16, 32, 128])),) * 2
        ),
        steps=steps,
        learning_rate=float(draw.choice(RATES)),
        batch=int(draw.choice([16, 64, 512])),
        optimiser="sgd" if draw.integers(2) else "adam",
        softmax_warmup=steps * warm // 100,
        t_warmup=steps * int(draw.integers(0, (100 - warm) // 5 + 1)) * 5 // 100,
        seed=int(draw.integers(0, 10_000)),
    )


def opened(query: str, pool: Sleeping) -> tuple[AppTest, RunConfig]:
    """The page that a link opens, and the config whose run it wants."""
    give_first(pool)
    page = playground_page(SECONDS)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception
    return page, pool.asked[0]


@pytest.mark.parametrize("seed", range(8))
def test_a_link_opens_the_config_again(seed: int, sleeping: Sleeping) -> None:
    config = drawn(seed)
    page, found = opened(query_of(config), sleeping)
    assert found == config
    assert not page.warning


def test_what_is_no_widget_is_left_alone(sleeping: Sleeping) -> None:
    page, found = opened("utm=1&sv_a_softmax-t=1.2", sleeping)
    assert found == FIRST_RUN
    assert not page.warning


def test_a_value_out_of_range_is_said_though_its_loss_is_not_drawn(sleeping: Sleeping) -> None:
    page, found = opened("sv_a_softmax-t=9", sleeping)
    assert found == FIRST_RUN
    assert "sv_a_softmax-t: a number from 1 to 2, not `9`" in page.warning[0].value


def test_numbers_are_compared_as_numbers() -> None:
    assert refused({"s": ["16.0"], "cnn": ["TRUE"]}, {"s": 16.0, "cnn": True}) == []
    assert refused({"s": ["16.1"], "unknown": ["1"]}, {"s": 16.0}) == ["s"]
    assert texts({"data": "digits"}) == {"data": ["Digits, 8 × 8 pixels"]}
