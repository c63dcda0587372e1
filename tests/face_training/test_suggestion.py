"""The nearest known word."""

from face_training.suggestion import nearest


def test_a_near_word_is_suggested_and_a_far_one_is_not():
    assert nearest("lerning_rate", ["learning_rate", "momentum"]) == (
        "; did you mean 'learning_rate'?"
    )
    assert nearest("zzz", ["learning_rate", "momentum"]) == "."
