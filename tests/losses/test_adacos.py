"""AdaCos: the scale of every batch."""

import math
import statistics

import pytest
import torch

from losses import build
from tests.losses.loop import assert_equal, cosines, loop


def test_equals_the_paper_over_three_batches():
    loss = build("adacos")
    s = math.sqrt(2) * math.log(7 - 1)
    for seed in range(3):
        cos, labels = cosines(seed=seed, samples=5)
        rows = list(zip(cos.tolist(), labels.tolist(), strict=True))
        rivals = [
            sum(math.exp(s * c) for k, c in enumerate(row) if k != label) for row, label in rows
        ]
        theta = statistics.median(math.acos(row[label]) for row, label in rows)
        s = math.log(sum(rivals) / 5) / math.cos(min(math.pi / 4, theta))
        actual = loss(cos, labels)
        stored = loss.state_dict()["_scale.s"].item()  # float32
        assert stored == pytest.approx(s, rel=1e-6)
        s = stored
        assert_equal(actual, loop(cos, labels, scale=stored))


def test_before_any_batch_the_scale_is_the_papers_start():
    cos, labels = cosines(seed=40)
    expected = build("norm_softmax", scale=math.sqrt(2) * math.log(6))(cos, labels)
    assert_equal(build("adacos").eval()(cos, labels), expected)
    singles = build("adacos").eval()(cos.float(), labels)
    assert singles.dtype == torch.float32
    torch.testing.assert_close(singles.double(), expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("classes", [2, 3])
def test_few_classes_keep_a_scale_of_at_least_1(classes):
    cos, labels = cosines(seed=41, classes=classes)
    loss = build("adacos")
    loss(cos, labels)
    assert loss.scale(classes) >= 1


def test_many_classes_do_not_overflow():
    cos = torch.full((2, 100_000), 0.99)
    loss = build("adacos")
    for _ in range(5):
        loss_B = loss(cos, torch.tensor([0, 1]))
    assert torch.isfinite(loss_B).all()
