"""Vision transformers for aligned faces, in the sizes that insightface trains.

Patches of 9x9 pixels, so that a face of 112 pixels has 12 x 12 of them, no class token, and an
embedding from all tokens side by side: in an aligned face every place has a meaning.
Dosovitskiy et al., "An Image is Worth 16x16 Words", arXiv:2010.11929; the shapes are those of
insightface's arcface_torch, without the masking of patches that it adds in training.

B: images, T: tokens, W: width of a token, D: embedding dimension.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn.functional import relu6

from face_training.backbones.blocks import Blocks

PATCH = 9  # pixels on a side


class ViT(nn.Module):
    """Patches, places, transformer layers that normalise first, two linear layers.

    The transformer is torch's own.  `drop` is the share of activations that training leaves out.
    """

    def __init__(
        self,
        *,
        width: int = 512,
        depth: int,
        heads: int = 8,
        embedding: int,
        image_size: int,
        drop: float = 0.0,
    ) -> None:
        if image_size < PATCH:
            raise ValueError(
                f"The vision transformer takes images of {PATCH} pixels or more, not {image_size}."
            )
        super().__init__()
        tokens = (image_size // PATCH) ** 2
        self.patches = nn.Conv2d(3, width, PATCH, stride=PATCH)
        self.places_TW = nn.Parameter(torch.zeros(tokens, width))
        layer = nn.TransformerEncoderLayer(
            width,
            heads,
            dim_feedforward=4 * width,
            dropout=drop,
            activation=relu6,
            batch_first=True,
            norm_first=True,
        )
        self.layers = Blocks(*(copy.deepcopy(layer) for _ in range(depth)), nn.LayerNorm(width))
        self.output = nn.Sequential(
            nn.Flatten(),
            nn.Linear(tokens * width, width, bias=False),
            nn.BatchNorm1d(width, eps=2e-5),
            nn.Linear(width, embedding, bias=False),
            nn.BatchNorm1d(embedding, eps=2e-5),
        )
        nn.init.trunc_normal_(self.places_TW, std=0.02)
        for module in self.modules():
            # Without this all layers would start with the same weights.
            if isinstance(module, nn.MultiheadAttention):
                nn.init.trunc_normal_(module.in_proj_weight, std=0.02)
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def forward(self, images_B3HW: Tensor) -> Tensor:
        """Float images (B, 3, H, W) to embeddings (B, D)."""
        tokens_BTW = self.patches(images_B3HW).flatten(2).transpose(1, 2) + self.places_TW
        embeddings_BD: Tensor = self.output(self.layers(tokens_BTW))
        return embeddings_BD
