"""What the browser draws is what the record holds; rings are where support vectors are."""

import numpy as np

from app.scene.picture import FULL_RING_NATS, picture, rings
from tests.app.runs import flat
from toy_models.drawn import planes_of

AS_RECORDED = {
    "features": "features_LND",
    "weights": "weights_LCD",
    "push": "push_LND",
    "weightPush": "weight_push_LCD",
    "margin": "margin_LT",
    "rival": "rival_LN",
    "norm": "norms_LN",
    "loss": "loss_LN",
    "ownAngle": "target_angle_LN",
    "rivalAngle": "rival_angle_LN",
}


def test_what_can_be_drawn_is_drawn_as_recorded() -> None:
    result = flat(embedding=3)
    drawn = picture(result.arrays, None)
    for name, field in AS_RECORDED.items():
        np.testing.assert_array_equal(drawn[name], result.arrays[field])


def test_more_dimensions_are_projected() -> None:
    result = flat(embedding=8)
    planes_LD2 = planes_of(result.arrays["weights_LCD"][0])
    assert planes_LD2 is not None
    drawn = picture(result.arrays, planes_LD2)
    expected = result.features(-1, 1) @ planes_LD2[1]
    np.testing.assert_allclose(drawn["features"][-1, 1] / 32767, expected, atol=1e-4)


def test_rings_are_there_for_support_vectors_and_grow_with_their_weight() -> None:
    result = flat()
    sent = rings(result.arrays)
    for k in range(len(result.steps_K)):
        for loss in range(3):
            has_support_vector = result.support_vectors(k, loss).any(1)
            np.testing.assert_array_equal(sent[k, loss] > 0, has_support_vector)
            log_h = result.arrays["log_h_LN"][k, loss].astype(float)
            expected = 1 + 254 * np.minimum(log_h[has_support_vector] / FULL_RING_NATS, 1)
            np.testing.assert_allclose(sent[k, loss][has_support_vector], expected, atol=1)
    assert sent[:, 0].max() == 1  # softmax gives no weight
    assert sent[:, 1].max() > 1
