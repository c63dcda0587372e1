"""Compiled functions take any numbers without a new compilation, and step back where it fails."""

import warnings

import pytest
import torch
from torch._dynamo.testing import CompileCounter

from losses.compiled import Compiled, compiled
from losses.equation import build
from losses.on_a_piece import log_sum_of, pull_of

COS = torch.linspace(-1, 1, 24, dtype=torch.float64).view(3, 8)
TARGET = torch.tensor([2, -1, 30])
BOUNDARY = torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64)


def scaled(values, by, options):
    return values * by + options["plus"]


def test_a_new_number_is_no_new_compilation():
    counter = CompileCounter()
    function = Compiled(scaled, backend=counter)
    for by, plus in ((1.5, 1), (2.5, 2), (0, 0.5)):
        found = function.for_one_pass()(COS, by, {"plus": plus, "name": "x"})
        torch.testing.assert_close(found, COS * by + plus)
    assert counter.frame_count == 1
    assert function.problem == ""


def test_without_a_compiler_it_runs_as_it_is():
    def broken(*_):
        raise RuntimeError("no compiler here\nsecond line")

    function = Compiled(scaled, backend=broken)
    call = function.for_one_pass()
    with pytest.warns(UserWarning, match="scaled runs without torch.compile: .*no compiler here"):
        torch.testing.assert_close(call(COS, 2, {"plus": 1}), COS * 2 + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.testing.assert_close(call(COS, 3, {"plus": 1}), COS * 3 + 1)
    assert "second line" not in function.problem


def test_the_same_function_is_compiled_once():
    assert compiled(scaled) is compiled(scaled)


@pytest.mark.parametrize(
    "name",
    ["norm_softmax", "sv_arc_softmax", "curricularface", "arcnegface", "circle", "sphereface2"],
)
def test_a_piece_gives_the_same_when_it_is_traced(name):
    """Traced by torch.compile and run without its code generator, which needs a minute."""
    loss = build(name).double()
    guide, arguments = loss.guidance
    factor = torch.linspace(0.5, 1, 8, dtype=torch.float64)
    threshold = loss.threshold(8)
    b = threshold.b.detach() if threshold else None
    where, how = (TARGET, 3, BOUNDARY), (16.0, guide, arguments, b)
    gradient = torch.tensor([1.0, -2.0, 3.0], dtype=torch.float64)
    plain = log_sum_of(COS, factor, *where, *how, *loss.indicator)
    traced = Compiled(log_sum_of, backend="eager").for_one_pass()(
        COS, factor, *where, *how, *loss.indicator
    )
    torch.testing.assert_close(traced, plain, rtol=1e-13, atol=1e-13)
    sums = (plain[0], gradient)
    torch.testing.assert_close(
        Compiled(pull_of, backend="eager").for_one_pass()(COS, factor, *where, *how, *sums),
        pull_of(COS, factor, *where, *how, *sums),
        rtol=1e-13, atol=1e-13,
    )  # fmt: skip
