"""The widest numbers of a device: scalars in them add no rounding of their own to a loss."""

import torch


def widest(device: torch.device) -> torch.dtype:
    """float64, or float32 on Apple's GPUs, which have no float64."""
    return torch.float32 if device.type == "mps" else torch.float64
