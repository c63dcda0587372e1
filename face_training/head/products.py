"""The matrix products of a head, and how exact they are.

float32     exact to float32's rounding
tf32        on a GPU: numbers are rounded to 10 bits, sums are float32; cosines are off by 1e-4
bfloat16    numbers are rounded to 8 bits, sums are float32; cosines are off by 1e-3

The precision is that of the chunked form alone, and of nothing else in the process.  float64 is
always exact.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Products:
    """Products in one of the precisions above; "auto" is tf32 on a GPU, else float32."""

    precision: str = "auto"

    def __call__(self, left: Tensor, right: Tensor, out: Tensor | None = None) -> Tensor:
        """left @ right, in float32 or float64; written into `out` if that is given."""
        dtype = torch.promote_types(torch.promote_types(left.dtype, right.dtype), torch.float32)
        if dtype == torch.float32 and self.precision == "bfloat16":
            return _of_halves(left.bfloat16(), right.bfloat16(), out)
        with self._inside(left.device):
            return torch.mm(left.to(dtype), right.to(dtype), out=out)

    @contextlib.contextmanager
    def _inside(self, device: torch.device) -> Iterator[None]:
        """torch has one precision for the whole process: it is changed here and changed back."""
        before = torch.get_float32_matmul_precision()
        wanted = "highest" if self.precision == "float32" else "high"
        if device.type != "cuda" or before == wanted:
            yield
            return
        torch.set_float32_matmul_precision(wanted)
        try:
            yield
        finally:
            torch.set_float32_matmul_precision(before)


def _of_halves(left: Tensor, right: Tensor, out: Tensor | None) -> Tensor:
    if not left.is_cuda:  # there the product would be rounded, too
        return torch.mm(left.float(), right.float(), out=out)
    if out is None:
        return torch.mm(left, right, out_dtype=torch.float32)
    return torch.mm(left, right, out_dtype=torch.float32, out=out)
