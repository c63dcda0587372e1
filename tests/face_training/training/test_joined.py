"""A batch in pieces whose loss reads the whole of it: the same training as in one piece."""

import pytest
import torch
from torch import nn

from face_training.ranks import Ranks
from face_training.training.environment import environment
from face_training.training.learning_rate import LearningRate
from face_training.training.model import Model
from losses import LOSSES, build
from losses.divergence import Diverged
from tests.face_training.processes import in_processes
from tests.face_training.small import SmallFaces, backbone, config
from tests.face_training.training.test_model import batch
from tests.losses.loop import cosines

WHOLE = (
    "adacos", "adaface", "curricularface", "elasticface", "hm_am_softmax", "hm_arc_softmax",
    "hm_softmax",
)  # fmt: skip
ROWS = list(range(0, 60, 5))


def made(loss, pieces, ranks=None, network=None):
    """A batch of 12 in some pieces; the same weights at the start."""
    keep = "{keep=0.5}" if loss.startswith("hm") else "{}"
    overrides = (
        f"head.loss={loss}", f"head.parameters={keep}", "training.batch=12",
        f"training.accumulate={pieces}",
    )  # fmt: skip
    return Model(config(*overrides), ranks or Ranks(), network or backbone(), 5)


def step(model, pieces, rows=ROWS):
    size = len(rows) // pieces
    parts = [batch(rows[start : start + size]) for start in range(0, len(rows), size)]
    return model.advance(parts, 0.05)


def test_these_losses_read_the_whole_batch():
    """And no other: their losses of two halves are those of the batch."""
    cos, labels = cosines(seed=9)
    norms = torch.linspace(5, 60, 6, dtype=torch.float64)
    assert {name for name in LOSSES if build(name).reads_whole_batch} == set(WHOLE)
    for name in set(LOSSES) - set(WHOLE):
        whole_B = build(name)(cos, labels, norms_B=norms)
        halves = [build(name)(cos[i], labels[i], norms_B=norms[i]) for i in (slice(3), slice(3, 6))]
        torch.testing.assert_close(torch.cat(halves), whole_B, rtol=1e-12, atol=1e-12, msg=name)


@pytest.mark.parametrize("loss", WHOLE)
def test_pieces_train_what_the_batch_trains(loss):
    whole, pieces = made(loss, 1), made(loss, 4)
    for _ in range(3):
        wanted, found = step(whole, 1), step(pieces, 4)
        torch.testing.assert_close(found.loss, wanted.loss, rtol=1e-12, atol=1e-12)
    for name, value in whole.tensors().items():
        torch.testing.assert_close(pieces.tensors()[name], value, rtol=1e-9, atol=1e-11, msg=name)


def test_running_statistics_count_each_piece_once():
    whole = made("hm_softmax", 3, network=backbone(batch_norm=True))
    apart = made("norm_softmax", 3, network=backbone(batch_norm=True))
    for model in (whole, apart):
        step(model, 3)
    for name in ("running_mean", "running_var", "num_batches_tracked"):
        found, wanted = (getattr(model.backbone[1], name) for model in (whole, apart))
        torch.testing.assert_close(found, wanted, rtol=0, atol=0)


def test_the_second_time_draws_what_the_first_drew():
    network = nn.Sequential(nn.Flatten(), nn.Linear(192, 6), nn.Dropout(0.5))
    drawn = []
    network.register_forward_hook(lambda _module, _inputs, output: drawn.append(output.detach()))
    step(made("hm_softmax", 2, network=network), 2)
    first, second = drawn[:2], drawn[2:]
    assert not torch.equal(first[0], first[1])
    torch.testing.assert_close(second, first, rtol=0, atol=0)


def test_a_number_that_is_not_finite_is_explained():
    spoilt = made("hm_softmax", 2)
    spoilt.backbone.register_forward_hook(lambda _module, _inputs, output: output * float("nan"))
    with pytest.raises(Diverged, match="Step 0: the features x are not finite"):
        step(spoilt, 2)


def test_the_start_says_so():
    faces = SmallFaces()
    settings = config("head.loss=hm_softmax", "head.parameters={}", "training.accumulate=2")
    rate = LearningRate.of(settings, len(faces))
    said = environment(settings, Ranks(), faces, rate, backbone(), ())["step"]
    assert said.endswith(
        "the network runs twice on each piece of a batch, because hm_softmax reads the whole batch"
    )


def on_two(ranks, folder):
    model = made("hm_softmax", 3, ranks)
    step(model, 3, ROWS[ranks.rank * 6 : ranks.rank * 6 + 6])
    if ranks.rank == 0:
        torch.save(model.weights(), folder / "weights")


@pytest.mark.slow
def test_processes_train_what_the_batch_trains(tmp_path):
    in_processes(on_two, 2, tmp_path)
    whole = made("hm_softmax", 1)
    step(whole, 1)
    found = torch.load(tmp_path / "weights", weights_only=True)
    for name, value in whole.weights().items():
        torch.testing.assert_close(found[name], value, rtol=1e-9, atol=1e-11, msg=name)
