"""The parts of a step in their order, its numbers, and what stops it."""

import torch

from face_training.training.step import Step
from tests.face_training.small import config
from tests.face_training.training.test_model import batch, model


def step_of(made, *overrides):
    return Step(config(*overrides).training, made.backbone, made.head, made.optimiser)


def test_its_parts_are_told_in_order():
    made = model()
    parts = []
    made.work.after = parts.append
    made.advance([batch(), batch()], 0.1)
    micro = ["backbone", "head", "backward"]
    assert parts == [*micro, *micro, "norms", "optimiser"]


def test_its_numbers_are_the_losses_and_the_norms():
    made = model()
    made.optimiser.set_rate(0.0)
    rows = batch(), batch(range(8))
    numbers = step_of(made)(*zip(*rows, strict=True))
    assert numbers.shape == (4,)
    for (images, labels), loss in zip(rows, numbers, strict=False):
        embeddings = made.work.embed(images, made.backbone)
        torch.testing.assert_close(made.head(embeddings, labels), loss)
    norms = made.optimiser.norms()
    torch.testing.assert_close(numbers[2:], torch.stack(norms))


def test_stopped_it_stays_stopped():
    made = model()
    step = step_of(made)
    made.optimiser.set_rate(0.1)
    step.stopped.fill_(True)
    before = made.head.weight.detach().clone()
    step(*zip(batch(), strict=True))
    assert step.stopped
    assert torch.equal(made.head.weight, before)


def test_images_become_the_dtype_and_order_that_the_network_wants():
    seen = []

    def network(images):
        seen.append(images)
        return images.flatten(1)

    made = model("training.precision=float32")
    step_of(made).embed(batch()[0], network)
    step_of(made, "training.channels_last=false").embed(batch()[0], network)
    last, plain = seen
    assert last.dtype == plain.dtype == torch.float32
    assert last.is_contiguous(memory_format=torch.channels_last)
    assert plain.is_contiguous()
    assert float(plain.min()) >= -1
    assert float(plain.max()) <= 1
