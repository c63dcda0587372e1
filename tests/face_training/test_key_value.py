"""Words of a command line become values of tables."""

import pytest

from face_training.key_value import put, table_of, value_of


def test_values_are_toml_or_else_text() -> None:
    words = ("3", "0.5", "true", "[1, 2]", '"3"', "lfw.bin", "a b", "")
    assert [value_of(word) for word in words] == [
        3, 0.5, True, [1, 2], "3", "lfw.bin", "a b", "",
    ]  # fmt: skip


def test_dots_lead_into_tables() -> None:
    table = {"title": "a", "probes": {"images": 3}}
    put(table, "probes.source=synthetic")
    put(table, "others.seed=2")
    assert table == {
        "title": "a", "probes": {"images": 3, "source": "synthetic"}, "others": {"seed": 2},
    }  # fmt: skip


def test_words_become_a_table() -> None:
    words = ["name=unseen", "protocol=open_set", "source=synthetic", "identities=8", "images=3"]
    table = table_of([*words, "fars=[0.1, 0.2]", "probes.source=synthetic", "path=a b.bin"])
    assert table == {
        "name": "unseen",
        "protocol": "open_set",
        "source": "synthetic",
        "identities": 8,
        "images": 3,
        "fars": [0.1, 0.2],
        "probes": {"source": "synthetic"},
        "path": "a b.bin",
    }
    with pytest.raises(ValueError, match=r"^'lfw' is not of the form key=value\.$"):
        table_of(["lfw"])


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("lfw", r"^'lfw' is not of the form key=value\.$"),
        ("=3", r"^'=3' is not of the form key=value\.$"),
        ("a..b=3", r"^'a\.\.b=3' is not of the form key=value\.$"),
        ("title.batch=3", r"^'title\.batch=3': title is not a table\.$"),
    ],
)
def test_what_is_wrong_is_one_sentence(word: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        put({"title": "a"}, word)
