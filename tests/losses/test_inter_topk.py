"""Inter-TopK: the paper's equation, its gradient, shards, and a well-known implementation."""

import math

import pytest
import torch

from losses import build
from losses.batch import Batch
from losses.shard import Shard
from tests.losses.loop import SCALES, arc, assert_equal, cosines


def nearest_of(row, label, count):
    """The rivals with the largest cosines."""
    rivals = [k for k in range(len(row)) if k != label]
    return sorted(rivals, key=lambda k: -row[k])[:count]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("count", "push"), [(1, 0.06), (3, 0.2), (6, 0.1), (50, 0.1)])
def test_equals_the_paper(scale, count, push):
    cos, labels = cosines(seed=66)
    expected = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        near = nearest_of(row, label, count)
        z = [math.cos(max(0, math.acos(c) - push)) if k in near else c for k, c in enumerate(row)]
        z[label] = arc(0.2)(row[label])
        total = sum(math.exp(scale * (value - max(z))) for value in z)
        expected.append(math.log(total) - scale * (z[label] - max(z)))
    loss = build("inter_topk", scale=scale, nearest=count, push=push)
    assert_equal(loss(cos, labels), torch.tensor(expected, dtype=torch.float64))


def test_the_gradient_is_that_of_the_turned_cosine():
    cos, labels = cosines(seed=67)
    cos.requires_grad_()
    loss = build("inter_topk", scale=8.0, nearest=2, push=0.1)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1)
    for i, label in enumerate(labels.tolist()):
        row = cos[i].tolist()
        near = nearest_of(row, label, 2)
        for k in set(range(7)) - {label}:
            theta = math.acos(row[k])
            slope = math.sin(theta - 0.1) / math.sin(theta) if k in near else 1
            expected = 8 * (slope if k not in near or theta > 0.1 else 0) * p[i, k].item()
            assert grad[i, k].item() == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_support_vectors_are_the_pushed_rivals():
    cos, labels = cosines(seed=68)
    support = build("inter_topk", nearest=3).support_vectors(cos, labels)
    for row, label, pushed in zip(cos.tolist(), labels.tolist(), support, strict=True):
        assert set(pushed.nonzero().flatten().tolist()) == set(nearest_of(row, label, 3))


def test_two_shards_find_the_nearest_rivals_together():
    """Classes 0 to 1 here and 2 to 6 there; each knows the K nearest of its own."""
    cos, labels = cosines(seed=69)
    expected = Batch(cos, labels).rival_at(3)
    parts = [cos[:, :2], cos[:, 2:]]
    own = [labels < 2, labels >= 2]
    columns = [labels.clamp(max=1), (labels - 2).clamp(min=0)]
    cos_y = cos.gather(1, labels.unsqueeze(1)).squeeze(1)
    told = []

    def rival_of(part, beside):
        shard = Shard(own[part], 7, add=None, largest=None, alike=None, beside=beside)
        return Batch(parts[part], columns[part], None, cos_y, shard).rival_at(3)

    def note(values):
        told.append(values)
        return values

    for part in (0, 1):
        rival_of(part, note)
    assert [values.shape for values in told] == [(6, 3), (6, 3)]
    for part in (0, 1):
        found = rival_of(part, lambda _: torch.cat(told, 1))
        torch.testing.assert_close(found, expected, rtol=0, atol=0)


def test_wespeaker_turns_every_cosine_and_does_not_stop_at_angle_0():
    """phi = cos cos(m') + sin sin(m') for the K largest of cos - 2 one_hot."""
    cos, labels = cosines(seed=70)
    cos = 0.9 * cos  # so that no angle is below m'
    expected = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        without = [c - 2 * (k == label) for k, c in enumerate(row)]
        chosen = sorted(range(7), key=lambda k: -without[k])[:5]
        z = []
        for k, c in enumerate(row):
            sine = math.sqrt(1 - c * c)
            if k == label:
                z.append(c * math.cos(0.2) - sine * math.sin(0.2))
                if c <= math.cos(math.pi - 0.2):
                    z[-1] = c - (1 + math.cos(math.pi - 0.2))
            elif k in chosen:
                z.append(c * math.cos(0.06) + sine * math.sin(0.06))
            else:
                z.append(c)
        top = max(z)
        expected.append(math.log(sum(math.exp(32 * (v - top)) for v in z)) - 32 * (z[label] - top))
    assert_equal(build("inter_topk")(cos, labels), torch.tensor(expected, dtype=torch.float64))
