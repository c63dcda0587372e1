"""Images are told from numbers, and enlarged without a blur."""

import numpy as np

from app.inspector.picture import are_images, enlarged


def test_images_are_bytes_in_two_dimensions() -> None:
    assert are_images(np.zeros((3, 8, 8), np.uint8))
    assert not are_images(np.zeros((3, 64), np.uint8))
    assert not are_images(np.zeros((3, 8, 8), np.float32))


def test_each_pixel_becomes_a_square() -> None:
    image = np.array([[1, 2], [3, 4]], np.uint8)
    large = enlarged(image, 5)
    np.testing.assert_array_equal(large, np.kron(image, np.ones((2, 2), np.uint8)))
    np.testing.assert_array_equal(enlarged(image, 1), image)
