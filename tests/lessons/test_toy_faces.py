"""Toy faces of lessons: what a lesson's config says is what is trained."""

from __future__ import annotations

from lessons.toy_faces import FacesConfig
from toy_models.config import LossChoice
from toy_models.data import Faces

SOFTMAX = (LossChoice.of("norm_softmax"),)


def test_a_training_has_what_the_config_says() -> None:
    config = FacesConfig(pictures=6, pixels=24, nuisance=0.2, dimension=8, width=20, face_steps=3)
    run = config.faces_of(5, SOFTMAX, 7, label_noise=0.1, kept=3)
    assert run.data == Faces(identities=5, images=6, size=24, nuisance=0.2)
    assert (run.losses, run.seed, run.label_noise) == (SOFTMAX, 7, 0.1)
    assert (run.embedding, run.hidden, run.steps, run.kept) == (8, (20,), 3, 3)
    assert run.learning_rate == config.face_rate


def test_a_setting_takes_the_place_of_the_configs_own() -> None:
    assert FacesConfig().faces_of(5, SOFTMAX, 7, learning_rate=0.5).learning_rate == 0.5
