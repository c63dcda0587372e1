"""The comparison of the losses is fair, and the memory is what is promised."""

import pytest
import torch

from benchmarks.harness.memory import peak_tensors
from benchmarks.harness.options import Options
from benchmarks.losses_speed import (
    PLAIN,
    SIZES,
    Inputs,
    report,
    rounds_of,
    step,
    steps_on_cosines,
    steps_on_features,
    tables,
)
from losses.cosines import Pieces

OURS = "losses.build('sv_am_softmax')"


def test_inputs_are_as_described() -> None:
    inputs = Inputs.drawn(500, 30, 16, "cpu")
    torch.testing.assert_close(inputs.features_BD.norm(dim=1), torch.ones(500))
    cos_BC = inputs.cosines()
    assert cos_BC.is_leaf
    assert cos_BC.requires_grad
    cos_y_B = cos_BC.gather(1, inputs.labels_B.unsqueeze(1))
    assert -1e-6 <= cos_y_B.min() < 0.05
    assert 0.95 < cos_y_B.max() <= 1 + 1e-6


def test_a_step_is_forward_and_backward_and_leaves_no_gradient() -> None:
    leaf = torch.ones(3, requires_grad=True)
    seen = []
    leaf.register_hook(seen.append)
    step(lambda: (2 * leaf).sum(), leaf)()
    torch.testing.assert_close(seen, [torch.full((3,), 2.0)])
    assert leaf.grad is None


def test_everybody_has_the_same_inputs() -> None:
    inputs = Inputs.drawn(6, 9, 4, "cpu")
    for steps in (
        steps_on_cosines(inputs.cosines(), inputs.labels_B),
        steps_on_features(inputs),
    ):
        assert next(iter(steps)) == PLAIN
        assert OURS in steps
        for work in steps.values():
            work()


def test_at_most_one_tensor_more_than_plain_cross_entropy() -> None:
    classes = 10_000
    batch = 4 * Pieces().on_cpu // classes
    inputs = Inputs.drawn(batch, classes, 8, "cpu")
    cos_BC = inputs.cosines()
    steps = steps_on_cosines(cos_BC, inputs.labels_B)
    plain, ours = (peak_tensors(steps[name], cos_BC) for name in (PLAIN, OURS))
    assert ours <= plain + 1
    # In pieces it is even less: the gradient, and the one that comes through the target.
    assert ours == pytest.approx(2, abs=0.8)


def test_tables_of_a_small_size() -> None:
    even, trained, features = tables(7, 1, Options(), batch=4)
    for part in (even, trained, features):
        assert part.startswith("7 classes")
        assert OURS in part
    assert "the same in torch.where" in trained


@pytest.mark.parametrize(("quick", "sizes"), [(True, (1000, 10_000)), (False, SIZES)])
def test_sizes(quick: bool, sizes: tuple[int, ...]) -> None:
    assert tuple(rounds_of(quick)) == sizes


def test_report() -> None:
    head, *parts = report(Options(), sizes={7: 1, 9: 1}, batch=4)
    assert "memory" in head
    assert [part.split()[0] for part in parts] == ["7"] * 3 + ["9"] * 3
