"""The nearest known word, and errors as sentences."""

import errno

from face_training.refusals import did_you_mean, sentence_of, unknown_name


def test_the_nearest_is_named():
    assert did_you_mean("lerning_rate", ["learning_rate", "momentum"]) == (
        "; did you mean 'learning_rate'?"
    )
    assert did_you_mean("zzz", ["learning_rate", "momentum"]) == "."


def test_an_unknown_name_lists_what_is_allowed():
    error = unknown_name("data source", "orll", ["synthetic", "orl"])
    assert str(error) == (
        "There is no data source 'orll'; did you mean 'orl'? Sources: synthetic, orl."
    )


def test_an_error_of_the_system_names_its_file():
    full = OSError(errno.ENOSPC, "No space left on device", "metrics.jsonl")
    assert sentence_of(full) == "metrics.jsonl: No space left on device."
    assert sentence_of(OSError(errno.ENOSPC, "No space left on device")).startswith("a file: ")
    assert sentence_of(ValueError("It is too large.")) == "It is too large."
