"""Tables become evaluation sets or one sentence."""

import re

import pytest

from face_training.evaluation.sets import PROTOCOLS, check_sets, open_set, open_sets


def test_a_table_opens() -> None:
    table = {"name": "unseen", "protocol": "open_set", "source": "synthetic"}
    found = open_set(**table, first=20, identities=5, images=4)
    assert found.name == "unseen"


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"protocol": "open_set"}, "An evaluation set needs a name, words in quotes, not None."),
        ({"name": 3}, "An evaluation set needs a name, words in quotes, not 3."),
        ({"name": "a"}, "Evaluation set 'a' has the unknown protocol None; there are open_set"),
        ({"name": "a", "protocol": "x"}, "Evaluation set 'a' has the unknown protocol 'x'; there"),
        ({"name": "a", "protocol": "open_set"}, "evaluation set 'a' needs 'source'; it takes"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        open_set(**table)


def test_every_protocol_says_what_it_is() -> None:
    assert all(function.__doc__ for function in PROTOCOLS.values())


MISSING = {"name": "lfw", "protocol": "bin", "path": "there is no such file.bin"}
SYNTHETIC = {"protocol": "open_set", "source": "synthetic", "images": 3}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            {"protocl": "bin"},
            "Evaluation set 'a' has the unknown protocol None; there are open_set",
        ),
        ({**SYNTHETIC, "identites": 3}, "source 'synthetic' of evaluation set 'a' knows no 'id"),
        ({**SYNTHETIC, "source": "sintetic"}, "Evaluation set 'a' has the unknown source 'sint"),
        (
            {"protocol": "distractors", "probes": {"source": "x"}, "distractors": {}},
            "'probes' of evaluation set 'a' has the unknown source 'x'; there are synthetic, ",
        ),
        (
            {"protocol": "distractors", "probes": 3, "distractors": {}},
            "'probes' of evaluation set 'a' must be a table with a source: synthetic, ",
        ),
        ({"protocol": "bin", "path": "a", "pat": "b"}, "evaluation set 'a' knows no 'pat'; it "),
        (MISSING, "Two evaluation sets are called 'lfw'."),
    ],
)
def test_all_tables_are_checked_before_one_is_opened(
    table: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        open_sets([MISSING, {"name": "a", **table}])


def test_a_check_opens_nothing() -> None:
    check_sets([MISSING, {**SYNTHETIC, "name": "unseen", "identities": 5}])
    with pytest.raises(ValueError, match=r"no such file\.bin"):
        open_sets([MISSING])
