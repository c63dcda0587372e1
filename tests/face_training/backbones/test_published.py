"""Names of published layouts as ours; that the networks are the same is in `test_start.py`."""

import pytest
import torch
from torch import nn

from face_training.backbones.iresnet import IResNet
from face_training.backbones.mobilefacenet import MobileFaceNet
from face_training.backbones.published import LAYOUTS
from face_training.backbones.vit import ViT
from tests.face_training.backbones.layouts import Adaface, Insightface, InsightMobile, Transformer

STAGES = (1, 1, 2, 1)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (Insightface(STAGES, 4), IResNet(STAGES, embedding=4, image_size=16)),
        (Adaface(STAGES, 4), IResNet(STAGES, embedding=4, image_size=16)),
        (Transformer(8, 2, 2, 4), ViT(width=8, depth=2, heads=2, embedding=4, image_size=18)),
        (InsightMobile(4), MobileFaceNet(embedding=4, image_size=16, times=2)),
    ],
    ids=[layout.title for layout in LAYOUTS],
)
def test_every_weight_has_its_place(theirs: nn.Module, ours: nn.Module) -> None:
    state = theirs.state_dict()
    (layout,) = [layout for layout in LAYOUTS if layout.mark in state]
    found = {name: value.shape for name, value in layout.ours(state).items()}
    wanted = {name: value.shape for name, value in ours.state_dict().items()}
    assert {name: shape for name, shape in found.items() if "tracked" not in name} == {
        name: shape for name, shape in wanted.items() if "tracked" not in name
    }


def test_what_adaface_has_no_weights_for_changes_nothing() -> None:
    (layout,) = [layout for layout in LAYOUTS if layout.title.startswith("AdaFace")]
    network = IResNet(STAGES, embedding=4, image_size=16).eval()
    weights = layout.ours(Adaface(STAGES, 4).state_dict())
    weights |= {n: v for n, v in network.state_dict().items() if "tracked" in n}
    network.load_state_dict(weights)
    image = torch.rand(1, 64, 8, 8)
    torch.testing.assert_close(network.blocks[0].shortcut(image), image[..., ::2, ::2])
