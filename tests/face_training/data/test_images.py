"""What a network sees of a byte."""

import torch

from face_training.data.images import normalised


def test_bytes_become_minus_one_to_one() -> None:
    bytes_11 = torch.tensor([[0, 127, 128, 255]], dtype=torch.uint8)
    expected = torch.tensor([[-1.0, -0.5 / 127.5, 0.5 / 127.5, 1.0]])
    torch.testing.assert_close(normalised(bytes_11), expected, rtol=0, atol=1e-7)
