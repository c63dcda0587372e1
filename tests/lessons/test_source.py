"""The code that is shown is the code that runs."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from evidence.report import claims
from lessons.source import source
from losses.equation import Loss
from losses.sv_softmax import beats, sv_guide
from toy_models.open_set.experiment import Experiment


@pytest.mark.parametrize("thing", [beats, sv_guide, Loss, Experiment, claims])
def test_it_is_what_python_itself_says(thing: type) -> None:
    assert source(f"{thing.__module__}:{thing.__name__}") == inspect.getsource(thing)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("losses.sv_softmax:nobody", "There is no nobody in losses.sv_softmax"),
        ("losses.nothing:sv_guide", "There is no module losses.nothing"),
    ],
)
def test_a_place_that_is_none_is_named(place: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        source(place)


def test_it_needs_no_torch() -> None:
    code = (
        "import sys; from lessons.source import source; source('losses.sv_softmax:sv_guide');"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
