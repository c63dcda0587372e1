"""One training a directory."""

import os
from contextlib import ExitStack

import pytest

from face_training.ranks import Ranks
from face_training.run_lock import held


def test_the_second_is_refused_and_told_who_holds_it(tmp_path):
    said = []
    with held(tmp_path / "run", Ranks(), said.append):
        with pytest.raises(ValueError, match="is in use: process") as refused, ExitStack() as stack:
            stack.enter_context(held(tmp_path / "run", Ranks(), said.append))
        assert f"process {os.getpid()} on " in str(refused.value)
        with held(tmp_path / "other", Ranks(), said.append):
            pass
    with held(tmp_path / "run", Ranks(), said.append):
        pass
    assert said == []


def test_a_directory_that_cannot_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot hold a run"):
        held(tmp_path / "file" / "run", Ranks(), print).__enter__()
