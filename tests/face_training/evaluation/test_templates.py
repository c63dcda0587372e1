"""Templates from images and media, by hand; those without an image."""

import numpy as np

from face_training.embeddings import Embeddings
from face_training.evaluation.templates import pooled

PLAIN = np.array([[1.0, 0], [0, 2], [4, 0], [0, 3]])
#: Of template 20 two frames of a video and a picture, of template 7 one picture.
TEMPLATES, MEDIA, SCORES = (
    np.array([20, 20, 20, 7]),
    np.array([5, 5, 1, 1]),
    np.array([1, 0.5, 1, 1]),
)


def test_frames_are_averaged_media_are_added_and_lengths_count():
    embeddings = Embeddings(plain_ND=PLAIN, mirrored_ND=np.zeros((4, 2)))
    found = pooled(embeddings, SCORES, TEMPLATES, MEDIA)
    assert found.numbers_T.tolist() == [7, 20]
    whole = np.array([0.5 + 4, 0.5])
    np.testing.assert_allclose(found.unit_TD, [[0, 1], whole / np.linalg.norm(whole)], atol=1e-7)
    assert not found.empty_T.any()


def test_some_of_them_in_another_order_and_those_that_are_not_there():
    embeddings = Embeddings(plain_ND=PLAIN, mirrored_ND=PLAIN)
    found = pooled(embeddings, SCORES, TEMPLATES, MEDIA)
    some = found.of(np.array([20, 99, 7, 1, 20]))
    assert some.empty_T.tolist() == [False, True, False, True, False]
    np.testing.assert_array_equal(some.unit_TD[[0, 2, 4]], found.unit_TD[[1, 0, 1]])
