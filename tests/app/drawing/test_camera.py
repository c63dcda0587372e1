"""The camera turns as a hand would turn the sphere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.app.drawing.modules import run_with


def test_the_camera_turns_and_keeps_lengths_and_hands(blank: Any) -> None:
    found = run_with(
        blank,
        "camera.js",
        "Camera",
        """const camera = new Camera();
        for (const [right, down] of given.turns) camera.turn(right, down);
        return [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map((axis) => camera.see(...axis, [0, 0, 0]));""",
        turns=[[0.3, -1.2], [2.0, 0.4]],
    )
    matrix = np.array(found)
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(matrix) == pytest.approx(1)


def test_a_drag_to_the_right_moves_the_front_to_the_right(blank: Any) -> None:
    found = run_with(
        blank,
        "camera.js",
        "Camera",
        """const camera = new Camera();
        camera.matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        camera.turn(0.1, 0);
        const right = camera.see(0, 0, 1, [0, 0, 0]).slice();
        camera.matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        camera.turn(0, 0.1);
        return [right, camera.see(0, 0, 1, [0, 0, 0])];""",
    )
    assert found[0] == pytest.approx([np.sin(0.1), 0, np.cos(0.1)])
    assert found[1] == pytest.approx([0, -np.sin(0.1), np.cos(0.1)])  # y points up
