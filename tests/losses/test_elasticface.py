"""ElasticFace: the draws, their law, and their memory."""

import pytest
import torch

from losses import build
from losses.elasticface import ElasticMargin
from tests.losses.loop import am, arc, assert_equal, cosines, loop

ARC = {"margin": 0.5, "sigma": 0.05, "kind": "arc", "plus": False, "seed": 0}


def drawn(seen, count, seed=0):
    """The draws of a batch, as standard normals."""
    generator = torch.Generator().manual_seed(seed * 1_000_003 + seen)
    return torch.randn(count, generator=generator, dtype=torch.float64).tolist()


@pytest.mark.parametrize(("kind", "f"), [("arc", arc), ("cos", am)])
def test_equals_the_paper_with_these_draws(kind, f):
    cos, labels = cosines(seed=47)
    loss = build("elasticface", kind=kind)
    for batch in (1, 2):  # the first call is the first batch seen
        expected = [
            loop(cos[i : i + 1], labels[i : i + 1], scale=64.0, f=f(0.5 + 0.05 * z))
            for i, z in enumerate(drawn(batch, 6))
        ]
        assert_equal(loss(cos, labels), torch.cat(expected))


def test_sigma_0_is_the_plain_margin():
    cos, labels = cosines(seed=48)
    torch.testing.assert_close(
        build("elasticface", sigma=0.0)(cos, labels),
        build("arc_softmax", scale=64.0)(cos, labels),
    )


def test_the_law_of_the_draws():
    cos = torch.zeros(20_000, dtype=torch.float64)
    f = ElasticMargin()(cos, **{**ARC, "kind": "cos"})
    assert -f.mean().item() == pytest.approx(0.5, abs=0.002)
    assert f.std().item() == pytest.approx(0.05, abs=0.001)


def test_plus_gives_the_hardest_sample_the_largest_margin():
    cos = torch.tensor([0.9, -0.3, 0.4, 0.1], dtype=torch.float64)
    m = cos - ElasticMargin()(cos, **{**ARC, "kind": "cos", "plus": True})
    assert m.argsort(descending=True).tolist() == [1, 3, 2, 0]
    plain = cos - ElasticMargin()(cos, **{**ARC, "kind": "cos"})
    torch.testing.assert_close(m.sort().values, plain.sort().values)


def test_other_seed_other_draws_and_a_resumed_run_draws_on():
    cos, labels = cosines(seed=49)
    first, other = build("elasticface"), build("elasticface", seed=1)
    assert not torch.equal(first(cos, labels), other(cos, labels))
    resumed = build("elasticface")
    resumed.load_state_dict(first.state_dict())
    torch.testing.assert_close(first(cos, labels), resumed(cos, labels), rtol=0, atol=0)
