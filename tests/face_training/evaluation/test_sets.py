"""Tables become evaluation sets or one sentence."""

import re

import pytest

from face_training.evaluation.sets import PROTOCOLS, open_set


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
