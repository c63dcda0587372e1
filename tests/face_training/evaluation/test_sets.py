"""Tables become evaluation sets or one sentence, and a wrong one opens nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from face_training.evaluation.sets import check_sets, open_sets

UNSEEN = {"name": "unseen", "protocol": "open_set", "source": "synthetic"}
FACES = {"source": "synthetic", "identities": 5, "images": 2}
FAR = {"name": "far", "protocol": "distractors", "probes": FACES, "distractors": FACES}
LFW = {"name": "lfw", "protocol": "bin", "path": "nowhere.bin"}


def test_a_table_opens() -> None:
    (found,) = open_sets([UNSEEN | {"first": 20, "identities": 5, "images": 4}])
    assert found.name == "unseen"
    assert len(found.images) == 20


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"protocol": "open_set"}, "An evaluation set needs a name, words in quotes, not None."),
        ({"name": 3}, "An evaluation set needs a name, words in quotes, not 3."),
        ({"name": "a"}, "Evaluation set 'a' has the unknown protocol None; there are open_set"),
        (
            {"name": "a", "protocol": "x"},
            "Evaluation set 'a' has the unknown protocol 'x'; there are open_set, bin, pairs, "
            "blufr, ijb, distractors.",
        ),
        ({"name": "a", "protocol": "open_set"}, "evaluation set 'a' needs 'source'; it takes"),
        (LFW | {"pth": "x"}, "evaluation set 'lfw' knows no 'pth'; it takes name, path, skip_"),
        (LFW | {"path": 3}, "'path' of evaluation set 'lfw' must be a path in quotes, not 3."),
        (
            UNSEEN | {"source": "x"},
            "Evaluation set 'unseen' has the unknown source 'x'; there are synthetic, ",
        ),
        (
            UNSEEN | {"pictures": 3},
            "source 'synthetic' of evaluation set 'unseen' knows no 'pictures'; it takes ",
        ),
        (
            FAR | {"probes": {}},
            "'probes' of evaluation set 'far' has the unknown source None; there are synthetic, ",
        ),
        (
            FAR | {"probes": 3},
            "'probes' of evaluation set 'far' must be a table with a source: synthetic, ",
        ),
        (
            FAR | {"distractors": FACES | {"pictures": 3}},
            "source 'synthetic' of 'distractors' of evaluation set 'far' knows no 'pictures'; ",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        check_sets([table])
    # `LFW` has no file, and would be refused with another sentence if it were opened first.
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        open_sets([LFW | {"name": "first"}, table])


def test_right_tables_are_checked_without_their_files() -> None:
    check_sets([LFW, UNSEEN | {"identities": 5, "images": 2}, FAR], best="lfw/accuracy")
    with pytest.raises(ValueError, match=r"nowhere\.bin cannot be read"):
        open_sets([LFW])


def test_two_sets_of_one_name() -> None:
    with pytest.raises(ValueError, match=r"^Two evaluation sets are called 'lfw'\.$"):
        check_sets([LFW, LFW])


def test_tables_may_come_from_an_iterator() -> None:
    def tables() -> Iterator[dict[str, Any]]:
        yield UNSEEN | {"identities": 5, "images": 4}

    assert [found.name for found in open_sets(tables())] == ["unseen"]


@pytest.mark.parametrize(
    ("best", "sentence"),
    [
        (
            "lfw/acuracy",
            "checkpoints.best asks for 'lfw/acuracy'; 'lfw' gives accuracy, accuracy_deviation, "
            "accuracy_low, accuracy_high, accuracy_no_flip, tar_at_far_..., "
            "threshold_squared_distance, mean_norm.",
        ),
        ("cfp/accuracy", "checkpoints.best asks for 'cfp/accuracy'; 'cfp' gives none."),
    ],
)
def test_the_best_must_be_a_measure_that_a_set_gives(best: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence) + "$"):
        check_sets([LFW], best=best)
