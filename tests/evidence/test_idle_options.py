"""An option that needs another is refused without it, whatever its value; others are left alone."""

import re
from argparse import ArgumentParser

import pytest

from evidence.idle_options import refuse_idle

NEEDS = {"processes": ("run",), "device": ("run", "quick")}


def check(*arguments: str) -> None:
    parser = ArgumentParser()
    for flag in ("--run", "--quick"):
        parser.add_argument(flag, action="store_true")
    for option, kind in (("--processes", int), ("--device", str), ("--only", str)):
        parser.add_argument(option, type=kind)
    refuse_idle(parser.parse_args(arguments), NEEDS)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--processes", "2"], "--processes does nothing without --run."),
        (["--processes", "0"], "--processes does nothing without --run."),
        (["--quick", "--processes", "2"], "--processes does nothing without --run."),
        (["--device", "cuda"], "--device does nothing without --run or --quick."),
    ],
)
def test_an_option_that_would_do_nothing(arguments: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        check(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--run"],
        ["--only", "one"],
        ["--quick", "--device", "cpu"],
        ["--run", "--processes", "2", "--device", "cuda"],
    ],
)
def test_an_option_that_is_read(arguments: list[str]) -> None:
    check(*arguments)
