"""Features of many inputs are those of all at once."""

import torch

from toy_models.features import CHUNK, features_of


def test_features_do_not_depend_on_the_chunks() -> None:
    generator = torch.Generator().manual_seed(0)
    weight_LDI = torch.randn(2, 3, 4, generator=generator, dtype=torch.float64)

    class Linear(torch.nn.Module):
        def forward(self, inputs_B: torch.Tensor) -> torch.Tensor:
            assert len(inputs_B) <= CHUNK
            return inputs_B @ weight_LDI.mT

    inputs_N = torch.randn(2 * CHUNK + 1, 4, generator=generator, dtype=torch.float64)
    features_LND = features_of(Linear(), inputs_N)
    torch.testing.assert_close(features_LND, inputs_N @ weight_LDI.mT)
