"""What all tests share: one torch thread, as everywhere in the toys, a main module, a priority."""

import os
import sys
from collections.abc import Iterator

import pytest
import torch

# A failed `assert` of a shared helper says its values, as in a test's own file.
pytest.register_assert_rewrite("tests.app.course.hands", "tests.app.course.visit")

torch.set_num_threads(1)

# The worker of the toys gives way to every other process.  Tests wait for it, and others would
# starve it, so all are as low as it.
if hasattr(os, "nice"):
    os.nice(19)

_MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """AppTest leaves a page as the main module, which a process of a later test would run."""
    yield
    sys.modules["__main__"] = _MAIN
