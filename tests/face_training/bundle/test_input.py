"""What a network wants, and what it cannot want."""

import numpy as np
import pytest

from face_training.bundle.input import Input
from face_training.photos.alignment import TEMPLATE_52, template_of


def test_the_template_is_that_of_the_size() -> None:
    np.testing.assert_array_equal(Input().template_52, TEMPLATE_52)
    np.testing.assert_array_equal(Input(size=128).template_52, template_of(128))
    np.testing.assert_allclose(template_of(224), TEMPLATE_52 * 2 + 0.5)
    own = tuple((float(x), float(x) + 1) for x in range(5))
    assert Input(template=own).template == own


@pytest.mark.parametrize(
    "wrong", [{"colours": "RBG"}, {"scale": 0.0}, {"size": 8}, {"size": 2000}, {"batch": -1}]
)
def test_what_is_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^An input has colours RGB or BGR, a scale that is not"):
        Input(**wrong)
