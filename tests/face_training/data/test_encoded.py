"""A source of image files need not decode."""

import numpy as np

from face_training.data.encoded import EncodedFaces
from tests.face_training.data.pictures import pixels, png


class Held(EncodedFaces):
    labels_N = np.array([4, 7])

    def encoded(self, index: int, /) -> tuple[bytes, str]:
        return png(index), f"image {index}"


def test_an_image_is_decoded_and_has_its_label() -> None:
    image_3HW, label = Held()[1]
    np.testing.assert_array_equal(image_3HW.permute(1, 2, 0), pixels(1))
    assert label == 7
