"""The lesson's experiments: same config, same arrays, and single samples agree with the losses."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch

import losses
from lessons.one_sample import APART, between
from lessons.sv_softmax.experiment import (
    ANGLES,
    ARC_SAMPLES,
    LIMITS,
    NAMES,
    SOFTMAX,
    SPACES,
    SV,
    TRAPS,
    Config,
    Result,
    one_sample,
    run,
    shown_runs,
)
from tests.lessons.sv_softmax.small import FOLDER, SMALL, result, stored

ARRAYS = [field.name for field in fields(Result) if field.type == "np.ndarray"]


def assert_same(first: Result, second: Result) -> None:
    assert first.config == second.config
    assert first.explained == second.explained
    assert len(ARRAYS) == 17
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), err_msg=name)


def test_the_same_config_gives_the_same_arrays() -> None:
    assert_same(run(SMALL), result())


def test_the_shapes_are_those_of_the_config() -> None:
    got = result()
    seeds, classes = len(SMALL.seeds), len(SMALL.trap_classes)
    kept = len(got.steps_K)
    assert got.trap_accuracy_RCSL.shape == (3, classes, len(SMALL.trap_seeds), len(NAMES))
    assert got.accuracy_DSKL.shape == (len(SPACES), seeds, kept, len(NAMES))
    assert got.limit_apart_BSK.shape == (len(LIMITS), seeds, len(got.limit_steps_K))
    assert got.owned_SKL.shape == (seeds, kept, 7)
    assert got.noisy_accuracy_SL.shape == (seeds, 7)


def test_the_networks_are_one_before_svsoftmax_begins_and_where_nobody_is_wrong() -> None:
    got = result()
    before_K = got.limit_steps_K <= SMALL.trap_warmup
    assert (got.limit_apart_BSK[:, :, before_K] == 0).all()
    assert (got.limit_apart_BSK[1, :, -1] > 0).all()  # overlapping clusters have support vectors


def test_the_cliff_is_the_formula() -> None:
    """Eq. 6 and 7 by hand: h multiplies the rival beyond the boundary, and nothing before it."""
    got, s = result(), SMALL.paper_scale
    for row, t in ((0, 1.0), (4, 1.2)):
        assert got.t_T[row] == t
        for at in (0, 100, 119, 121, 150, 240):
            own, rival = np.cos(np.radians([got.angle_A[at], APART - got.angle_A[at]]))
            h = np.exp(s * (t - 1) * (rival + 1)) if rival > own else 1.0
            loss = np.log1p(h * np.exp(s * (rival - own)))
            np.testing.assert_allclose(got.cliff_loss_TA[row, at], loss, rtol=1e-9, atol=1e-12)
            push = s * (t if rival > own else 1.0) * (1 - np.exp(-loss))
            np.testing.assert_allclose(got.cliff_push_TA[row, at], push, rtol=1e-6, atol=1e-9)


def test_a_margin_gives_more_samples_a_support_vector() -> None:
    got = result()
    cos_X2 = between(np.array(ARC_SAMPLES))
    for row, margin in enumerate(got.margin_M):
        expected = cos_X2[:, 1] > cos_X2[:, 0] - margin
        np.testing.assert_array_equal(got.band_support_MX[row], expected)
    assert got.band_support_MX.sum(1).min() < got.band_support_MX.sum(1).max()


def test_every_explanation_is_the_loss() -> None:
    got = result()
    for angle, sample in zip(ANGLES, got.explained["sv at angles"], strict=True):
        cos_12 = torch.tensor(between(np.array([float(angle)])))
        loss = losses.build("sv_softmax", scale=SMALL.paper_scale, t=SMALL.t)
        expected = loss(cos_12, torch.tensor([0]))
        torch.testing.assert_close(torch.tensor([sample.loss], dtype=torch.float64), expected)
    values = {"sv at angles": ANGLES, "am at angles": ANGLES, "just beyond": got.t_T}
    values |= {"four classes": got.t_T, "with a margin": got.margin_M}
    assert {name: len(ones) for name, ones in got.explained.items()} == {
        name: len(one) for name, one in values.items()
    }


def test_three_ways_from_the_same_start() -> None:
    config = Config()
    scratch, warm, sphere = (config.trapped(way, 6, seed=3) for way in TRAPS)
    assert (scratch.softmax_warmup, warm.softmax_warmup) == (0, config.trap_warmup)
    assert replace(warm, softmax_warmup=0) == scratch
    assert replace(sphere, embedding=2) == scratch
    assert sphere.embedding == 3


def test_clusters_that_do_not_touch() -> None:
    for classes in Config().trap_classes:
        clusters = Config().clusters(classes)
        assert 4 * clusters.spread < np.pi / classes  # half the way to the neighbour


def test_what_is_shown_as_stuck_is_stuck() -> None:
    config = Config(trap_classes=(4, 6), trap_seeds=(7, 8, 9))
    accuracy = np.ones((3, 2, 3, len(NAMES)), np.float32)
    accuracy[0, 1, 1, 1] = 0.5  # from the first step, six classes, the second seed, SV-Softmax
    shown = shown_runs(replace(result(), config=config, trap_accuracy_RCSL=accuracy))
    assert shown["trap"].seed == shown["mended"].seed == 8
    assert [choice.name for choice in shown["trap"].losses] == list(NAMES[:2])
    assert shown["mended"].softmax_warmup == config.trap_warmup
    assert shown["sphere"].embedding == 3


def test_a_result_survives_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "result.npz"
    result().save(file)
    assert_same(Result.load(file), result())


@pytest.mark.parametrize("damage", [b"", b"no zip", None])
def test_a_damaged_result_is_refused_in_a_sentence(damage: bytes | None) -> None:
    if damage is None:
        whole = io.BytesIO()
        result().save(whole)
        damage = whole.getvalue()[:-900]
    with pytest.raises(ValueError, match=r"^Not a readable result of this lesson: .*[^.]\.$"):
        Result.load(io.BytesIO(damage))


def test_what_needs_no_training_is_stored_as_it_is_computed() -> None:
    again = one_sample(stored().config)
    for name in ("angle_A", "t_T", "cliff_loss_TA", "cliff_push_TA", "margin_M", "band_support_MX"):
        np.testing.assert_allclose(getattr(stored(), name), again[name], rtol=1e-7, atol=1e-12)


def test_the_stored_result_has_enough_seeds() -> None:
    assert stored().config == Config()
    assert len(stored().config.seeds) >= 5
    assert len(stored().config.trap_seeds) == 20


def test_the_trapped_run_is_trapped_and_the_mended_one_is_not() -> None:
    trapped, mended = FOLDER.shown("trap"), FOLDER.shown("mended")
    assert trapped.train_accuracy_KL[-1, SOFTMAX] == 1
    assert trapped.train_accuracy_KL[-1, SV] < 0.9
    assert mended.train_accuracy_KL[-1, SV] == 1
    np.testing.assert_array_equal(trapped.features_KLND[0], mended.features_KLND[0])


def test_some_starts_stick_whatever_the_loss() -> None:
    """As the narrative says of the digits on the circle."""
    accuracy_SL = stored().accuracy_DSKL[0, :, -1]
    assert (accuracy_SL.max(1) < 0.5).any()
