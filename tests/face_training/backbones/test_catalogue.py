"""The backbones by name: sizes as the catalogue says, shapes as promised."""

import pytest
import torch

from face_training.backbones import BACKBONES, build


@pytest.mark.parametrize("name", BACKBONES)
def test_the_parameters_are_as_many_as_the_catalogue_says(name: str) -> None:
    """It guards the architecture against change; the counts are those of the networks here."""
    with torch.device("meta"):
        network = build(name)
    millions = sum(weight.numel() for weight in network.parameters()) / 1e6
    assert millions == pytest.approx(BACKBONES[name].millions, abs=0.006)


@pytest.mark.parametrize(
    ("name", "millions"),
    [
        ("iresnet50", 43.57),  # FaceX-Zoo, "Resnet50-ir"
        ("mobilefacenet", 1.19),  # FaceX-Zoo
        ("mobilefacenet", 1.20),  # cavaface
        ("iresnet100_se", 65.5),  # cavaface, "IR-SE-100"
        ("attention92_irse", 55.42),  # cavaface, "AttentionNet-IRSE-92"
    ],
)
def test_two_toolboxes_publish_about_as_many(name: str, millions: float) -> None:
    """Their tables are rounded, and what counts for them leaves some slopes and scales out."""
    assert BACKBONES[name].millions == pytest.approx(millions, rel=1e-3, abs=0.011)


@pytest.mark.parametrize("name", BACKBONES)
def test_an_embedding_has_the_size_asked_for(name: str) -> None:
    with torch.device("meta"):
        network = build(name, embedding=64)
        assert network(torch.empty(2, 3, 112, 112)).shape == (2, 64)


def test_an_unknown_backbone_is_named_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no backbone 'iresnet5'.*iresnet50.*Backbones: tiny"):
        build("iresnet5")
    with pytest.raises(ValueError, match="1 dimension or more, not 0"):
        build("tiny", embedding=0)
