"""A look in a minute: all stages, and nothing stored."""

import pytest

from toy_models.guidance.__main__ import main


@pytest.mark.slow
def test_quick_goes_through_all_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick"]) == 0
    printed = capsys.readouterr()
    assert printed.out.count("SV minus softmax") == 1
    assert "| SV-Softmax minus softmax at s t |" in printed.out
    assert "| SV-Arc minus Arc |" in printed.out
    assert "| SV-Arc (s0.3 m0.2) minus Arc (s0.3 m0.2) |" in printed.out
    assert "| SV-Arc (s0.3 m0.3 t1.4) minus SV-Arc (s0.3 m0.3 t1.2) |" in printed.out
    assert "| random rivals (s0.3 m0.3) minus Arc (s0.3 m0.3) |" in printed.out
    assert "| Arc | s" in printed.out
    assert "| Arc | 12, 24 |" in printed.out  # stage 5, twice as long
    # What it does is said before the first network is there.
    assert printed.err.startswith("8 of 8 groups of networks are left.  The first is K20 ")
