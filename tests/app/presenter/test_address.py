"""The address of a page for a lecturer: what it hides, and what it cannot be made to do."""

from __future__ import annotations

import re

import pytest

from app.presenter.address import GROUPS, NAMES_AT_MOST, presentation_of


def test_an_address_without_a_presentation_changes_nothing() -> None:
    asked = presentation_of({})
    assert (asked.present, asked.hidden, asked.only, asked.problem) == (False, (), (), "")
    assert asked.style() == ""


def test_presenting_is_true_and_nothing_else() -> None:
    assert presentation_of({"present": "true"}).present
    assert not any(
        presentation_of({"present": word}).present for word in ("false", "1", "", "TRUE")
    )


def test_groups_and_widgets_are_hidden() -> None:
    style = presentation_of({"hide": "sidebar,train"}).style()
    assert f"{GROUPS['sidebar']} {{ display: none !important; }}" in style
    assert ".st-key-train { display: none !important; }" in style


def test_only_one_widget_is_kept() -> None:
    style = presentation_of({"only": "sv_softmax-t,train"}).style()
    assert (
        ":not(.st-key-sv_softmax-t):not(.st-key-train):not(.st-key-mend) { display: none" in style
    )
    assert ".stExpander:not(:has(.st-key-sv_softmax-t, .st-key-train)) { display: none" in style


@pytest.mark.parametrize(
    "hostile",
    ["</style><script>alert(1)</script>", "a{}", "a b", "ä", "*", "x" * 65, "a;b", "[data-x]"],
)
@pytest.mark.parametrize("name", ["hide", "only"])
def test_what_is_no_name_is_left_out_with_a_sentence(name: str, hostile: str) -> None:
    asked = presentation_of({name: f"train,{hostile}"})
    assert asked.hidden + asked.only == ("train",)
    assert "names no control and is left out" in asked.problem
    assert hostile not in asked.problem
    assert hostile not in asked.style()
    assert not re.search(r"[<>]", asked.style())


def test_a_huge_address_is_cut() -> None:
    asked = presentation_of({"hide": ",".join(f"k{n}" for n in range(100_000))})
    assert len(asked.hidden) == NAMES_AT_MOST
    assert asked.problem
    assert len(presentation_of({"hide": "x" * 10_000_000}).style()) == 0


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"only": "train"}, ""),
        ({"hide": "sidebar,train,live-pause"}, ""),
        ({"only": "inspect-3,train"}, ""),
        ({"only": "nosuch,train"}, "No control on this page is called `nosuch`."),
        (
            {"only": "nosuch,sidebar", "hide": "train"},
            "No control on this page is called `nosuch`, `sidebar`, so only= hides all controls.",
        ),
        ({"hide": "nosuch,train"}, "No control on this page is called `nosuch`."),
        (
            {"hide": ",".join(f"k{number}" for number in range(8))},
            "No control on this page is called `k0`, `k1`, `k2`, `k3`, `k4`, `k5` or 2 more names "
            "of the address.",
        ),
    ],
)
def test_names_that_no_control_has_are_named(address: dict[str, str], sentence: str) -> None:
    assert presentation_of(address).unmatched(lambda name: name == "train") == sentence
