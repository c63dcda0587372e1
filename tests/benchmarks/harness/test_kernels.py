"""Kernels are sorted by their names."""

import pytest

from benchmarks.harness.kernels import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("triton_red_fused__native_batch_norm_40", "reductions, fused"),
        ("triton_poi_fused_add_1", "elementwise, fused"),
        ("triton_mm", "other fused"),
        ("sm90_xmma_wgrad_indexed_implicit_gemm_bf16", "convolutions and products"),
        ("at::native::batch_norm_collect_statistics_channels_last_kernel", "norms"),
        ("multi_tensor_apply_kernel<FusedSgd>", "update and gradient norms"),
        ("Memcpy DtoD", "copies"),
        ("vectorized_elementwise_kernel<8, CUDAFunctor_add>", "others"),
    ],
)
def test_kinds(name, kind):
    assert kind_of(name) == kind
