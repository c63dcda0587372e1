"""Patterns of shards are expanded, and those of very many names are refused before."""

from __future__ import annotations

from pathlib import Path

import pytest

from face_training.data.shard_patterns import shard_names


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("a.tar", ["a.tar"]),
        ("a-{08..11}.tar", ["a-08.tar", "a-09.tar", "a-10.tar", "a-11.tar"]),
        ("{a,b}{0..1}.tar::c.tar", ["a0.tar", "a1.tar", "b0.tar", "b1.tar", "c.tar"]),
        ("{{0..1},{8..10..2}}.tar", ["0.tar", "1.tar", "8.tar", "10.tar"]),
    ],
)
def test_a_pattern_is_expanded(pattern: str, names: list[str]) -> None:
    assert shard_names(pattern) == [Path(name) for name in names]


@pytest.mark.parametrize(
    "pattern",
    [
        "{0..999999999}.tar",
        "{0..99}{0..99}{0..99}.tar",
        "{0,1}" * 40 + ".tar",
        "{{0..999}{0..999},x}.tar",
        "{1..100001}.tar",
        "{0.." + "9" * 5000 + "}.tar",
        "{" * 5000 + "a,b" + "}" * 5000,
        "ok.tar::{0..999999999}.tar",
    ],
    ids=range(8),
)
def test_very_many_names_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"stands for more than 100,000 shards, or has") as refused:
        shard_names(pattern)
    assert len(str(refused.value)) < 250


def test_as_many_as_are_allowed() -> None:
    assert len(shard_names("{1..10}.tar", at_most=10)) == 10
    with pytest.raises(ValueError, match="stands for more than 10 shards"):
        shard_names("{1..11}.tar", at_most=10)


def test_braces_without_an_end_are_a_sentence() -> None:
    with pytest.raises(ValueError, match="Unbalanced braces"):
        shard_names("{0..3.tar")
