"""Worse pictures: strength 0 changes nothing, more is worse, and only what it says is changed."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.length.worse import KINDS, LIGHT, contrast, levelled, mixed, worse

PICTURES = np.random.default_rng(0).uniform(0.3, 0.7, (6, 16, 16)).astype(np.float32)


def made(kind: str, strength: float) -> np.ndarray:
    return worse(PICTURES, kind, np.full(len(PICTURES), strength), np.random.default_rng(1))


@pytest.mark.parametrize("kind", KINDS)
def test_strength_0_changes_nothing_and_more_changes_more(kind: str) -> None:
    np.testing.assert_allclose(made(kind, 0.0), PICTURES, atol=1e-6)
    off = [float(np.abs(made(kind, strength) - PICTURES).mean()) for strength in (0.2, 0.6, 1.0)]
    assert off == sorted(off)
    assert off[0] > 0


def test_blur_keeps_the_mean_low_light_takes_it_noise_adds_contrast() -> None:
    assert made("blur", 1.0).mean() == pytest.approx(PICTURES.mean(), abs=0.02)
    assert (contrast(made("blur", 1.0)) < 0.2 * contrast(PICTURES)).all()
    assert made("dark", 1.0).mean() == pytest.approx(LIGHT * PICTURES.mean(), abs=0.01)
    assert (contrast(made("noise", 1.0)) > contrast(PICTURES)).all()
    assert made("noise", 1.0).min() >= 0


def test_a_share_is_made_worse_and_the_others_stay() -> None:
    many = np.repeat(PICTURES, 50, axis=0)
    found = mixed(many, 0.5, np.random.default_rng(2))
    changed = np.abs(found.pictures_NHW - many).max((1, 2)) > 1e-6
    assert (found.strength_N[changed] > 0).all()
    assert changed[found.strength_N > 0.2].all()
    assert 0.4 < changed.mean() < 0.6


def test_levelled_pictures_have_one_mean_and_one_contrast() -> None:
    flat = levelled(made("dark", 0.8))
    np.testing.assert_allclose(flat.mean((1, 2)), 0.5, atol=1e-5)
    np.testing.assert_allclose(contrast(flat), 0.2, atol=1e-5)
    assert np.isfinite(levelled(np.zeros((1, 4, 4), np.float32))).all()
