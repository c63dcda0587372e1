"""What all tests share: one torch thread, as everywhere in the toys."""

import pytest
import torch

# A failed `assert` of a shared helper says its values, as in a test's own file.
pytest.register_assert_rewrite("tests.app.course.hands", "tests.app.course.visit")

torch.set_num_threads(1)
