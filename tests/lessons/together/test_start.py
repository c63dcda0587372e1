"""The first step, against the papers' equations and against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from lessons.course import open_lesson
from lessons.figure import Live
from lessons.one_sample import between, is_support_vector
from lessons.together.experiment import Config
from lessons.together.start import (
    DIMENSIONS,
    GROWN,
    GUIDANCES,
    MARGINS,
    RIVALS,
    demands,
    guided,
    loss_at_start,
    random_cosines,
    shares,
    support_share,
    twice,
)
from tests.lessons.claims import Claims
from toy_models.config import LossChoice
from toy_models.explanation import explain

CONFIG, CLAIMS = Config(), Claims("together")


@pytest.mark.parametrize(
    ("name", "settings", "nats"),
    [
        ("norm_softmax", {}, 10.14),
        ("sv_softmax", {"t": 1.2}, 16.47),
        ("arc_softmax", {"margin": 0.5}, 24.53),
        ("sv_arc_softmax", {"margin": 0.5, "t": 1.2}, 30.91),
    ],
)
def test_losses_at_the_start_of_10572_classes(
    name: str, settings: dict[str, float], nats: float
) -> None:
    """Known values for random weights, s = 30, with Gaussian cosines."""
    found = loss_at_start(LossChoice.of(name, scale=30.0, **settings))
    assert found == pytest.approx(nats, abs=0.01)


@pytest.mark.parametrize("margin", [0.0, 0.1, 0.3])
def test_the_share_is_that_of_gaussian_cosines(margin: float) -> None:
    """In many dimensions cosines are nearly Gaussian with variance 1 / D."""
    spread = math.sqrt((1 + math.cos(margin) ** 2) / 512)
    expected = norm.cdf(math.sin(margin) / spread)
    choice = LossChoice.of("arc_softmax", margin=margin)
    assert support_share(choice, 512) == pytest.approx(expected, abs=0.005)


def test_random_cosines_have_the_variance_of_their_dimension() -> None:
    for dimension in DIMENSIONS:
        assert (random_cosines(dimension, 4000) ** 2).mean() == pytest.approx(
            1 / dimension, rel=0.01
        )


def test_a_training_begins_with_this_share() -> None:
    """The networks of the experiment, before their first step."""
    result = CLAIMS.stored()
    names = [arm.name for arm in CONFIG.arms()]
    softmax, arc = (
        result.support_SKA[:, 0, names.index(name)].mean() for name in ("softmax", "arc")
    )
    at = DIMENSIONS.index(CONFIG.dimension)
    expected = np.interp(math.degrees(CONFIG.margin), MARGINS, result.share_DM[at])
    assert softmax == pytest.approx(0.5, abs=0.03)
    assert arc == pytest.approx(expected, abs=0.03)


def test_if_all_rivals_beat_the_target_mv_is_a_second_margin() -> None:
    """The fixed form, to the last digit; the adaptive one has the rivals' scale s t beside it."""
    cosines = [0.1, 0.2, 0.05, 0.3]
    arc = {"scale": 16.0, "margin": 0.5}
    fixed = LossChoice.of("mv_arc_softmax", t=0.2, mode="fixed", **arc)
    two = twice(16.0, 0.5, 1.2)
    a, b = (explain(choice, cosines, label=0, norm=1.0) for choice in (fixed, two))
    assert all(a.support_C[1:])
    assert a.loss == pytest.approx(b.loss, abs=1e-12)
    guided_C = explain(LossChoice.of("sv_arc_softmax", t=1.2, **arc), cosines, 0, 1.0)
    logits_C = np.array(guided_C.logit_after_C[1:])
    np.testing.assert_allclose(logits_C, 16 * 1.2 * np.array(cosines[1:]) + 16 * 0.2)


def test_demands_add_up() -> None:
    guidance_T, margin_T, both_T, margins_T = demands(CONFIG.paper_scale, CONFIG.paper_margin)
    np.testing.assert_allclose(both_T, guidance_T + margin_T, atol=0.01)
    np.testing.assert_allclose(margins_T, margin_T + np.array(GUIDANCES) - 1, atol=1e-4)
    assert guidance_T[0] == 0


def test_what_a_rival_counts_as() -> None:
    """SV-Softmax Eq. 7, MV-Softmax's fixed form, CurricularFace Eq. 6."""
    adaptive_X, fixed_X, curricular_GX = guided(1.2)
    np.testing.assert_allclose(adaptive_X, 1.2 * RIVALS + 0.2, atol=1e-12)
    np.testing.assert_allclose(fixed_X, RIVALS + 0.2, atol=1e-12)
    np.testing.assert_allclose(
        curricular_GX, RIVALS * (np.array(GROWN)[:, None] + RIVALS), atol=1e-6
    )


def test_figure_5_of_the_paper() -> None:
    """Eq. 13: with a margin the support vectors begin at its border, half the margin nearer."""
    live = open_lesson("together").figures["border"]
    assert isinstance(live, Live)
    (drawn,) = live.asks["from"].outcome
    plain, with_margin = live.losses
    around = between(np.array([drawn - 0.01, drawn + 0.01, 59.99, 60.01]))
    assert is_support_vector(with_margin, around).tolist() == [False, True, True, True]
    assert is_support_vector(plain, around).tolist() == [False, False, False, True]


def test_what_is_stored_is_this() -> None:
    result = CLAIMS.stored()
    np.testing.assert_allclose(result.share_DM, shares(CONFIG.t), atol=1e-9)
    np.testing.assert_allclose(
        result.demand_4T, demands(CONFIG.paper_scale, CONFIG.paper_margin), atol=1e-9
    )
