"""Frozen parts keep weights and statistics, in a training too."""

from pathlib import Path

import pytest
import torch

from face_training.backbones.frozen import freeze
from face_training.ranks import Ranks
from face_training.train import train
from face_training.training.model import Model
from tests.face_training.networks import small_network
from tests.face_training.small import SmallFaces, backbone, config


def stepped(*overrides: str) -> tuple[dict[str, torch.Tensor], Model]:
    """The state before, and the model after a step."""
    network = backbone(batch_norm=True)
    before = {name: value.clone().double() for name, value in network.state_dict().items()}
    model = Model(config(*overrides), Ranks(), network, 5)
    images = torch.stack([SmallFaces()[index][0] for index in range(0, 60, 8)])
    model.advance([(images, torch.arange(8) % 5)], 0.1)
    return before, model


def test_frozen_parts_stay_and_others_move() -> None:
    before, model = stepped('backbone.frozen=["0", "1"]')
    after = model.backbone.state_dict()
    moved = {name for name in before if not torch.equal(before[name], after[name].double())}
    assert moved == {"4.weight", "4.bias"}


def test_all_of_it_leaves_the_head() -> None:
    before, model = stepped('backbone.frozen=["all"]', "optimiser.clip_backbone=1")
    after = model.backbone.state_dict()
    assert all(torch.equal(before[name], after[name].double()) for name in before)
    fresh = Model(config(), Ranks(), backbone(batch_norm=True), 5)
    assert not torch.equal(fresh.head.weight, model.head.weight)


def test_a_loss_of_the_whole_batch_in_pieces_leaves_a_frozen_network() -> None:
    more = ('backbone.frozen=["all"]', "head.loss=curricularface", "head.parameters={}")
    model = Model(config(*more, "training.accumulate=2"), Ranks(), backbone(), 5)
    assert model.plan.joined
    before = model.head.weight.detach().clone()
    images = torch.stack([SmallFaces()[index][0] for index in range(0, 60, 8)])
    labels = torch.arange(8) % 5
    model.advance([(images[:4], labels[:4]), (images[4:], labels[4:])], 0.1)
    assert not torch.equal(model.head.weight, before)


def test_the_head_has_a_rate_of_its_own() -> None:
    start = Model(config(), Ranks(), backbone(batch_norm=True), 5).head.weight.detach()
    moved = [
        stepped(*more)[1].head.weight.detach() - start
        for more in ((), ("optimiser.learning_rate=0.5", "optimiser.head_learning_rate=1.5"))
    ]
    torch.testing.assert_close(moved[1], 3 * moved[0])


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"names 'stem', and the network has the parts 0, 1, 2, 3"):
        freeze(small_network(), ["stem"])


def test_the_start_says_the_heads_rate(tmp_path: Path) -> None:
    said: list[str] = []
    settings = config(
        "backbone.name=tiny", "backbone.image_size=32", "schedule.length=1", "schedule.warmup=0",
        "data.identities=5", "data.images=4", "optimiser.learning_rate=0.01",
        "optimiser.head_learning_rate=0.1", "optimiser.for_batch=4",
    )  # fmt: skip
    train(settings, Ranks(), tmp_path / "a", report=said.append)
    assert "0.02 for 8 (linear rule); of the head 0.2" in said[0]


def test_a_run_starts_from_weights_and_resumes_without_them(tmp_path: Path) -> None:
    first = train(
        config("backbone.name=tiny", "backbone.image_size=32", "schedule.length=2",
               "schedule.warmup=0", "data.identities=5", "data.images=12"),
        Ranks(), tmp_path / "a",
    ).directory  # fmt: skip
    source = tmp_path / "weights.safetensors"
    source.write_bytes((first.path / "backbone.safetensors").read_bytes())
    said: list[str] = []
    changes = (
        "backbone.name=tiny", "backbone.image_size=32", "schedule.length=3", "schedule.warmup=0",
        "data.identities=5", "data.images=12", f"backbone.weights={source}",
        'backbone.frozen=["all"]',
    )  # fmt: skip
    second = train(config(*changes), Ranks(), tmp_path / "b", report=said.append).directory
    assert f"  starts from {source}: a Tiny of this project" in said
    for name, value in first.backbone().state_dict().items():
        torch.testing.assert_close(second.backbone().state_dict()[name], value)
    source.unlink()
    train(config(*changes), Ranks(), tmp_path / "b", report=said.append)
    assert f"  {source} is not there any more; the last checkpoint is taken" in said
    with pytest.raises(ValueError, match=r"weights\.safetensors cannot be read: No such file"):
        train(config(*changes), Ranks(), tmp_path / "c")
