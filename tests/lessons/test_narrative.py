"""The convention of a narrative: what is read as what, and a sentence for each way to break it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from lessons.narrative import PAGE, PARTS, Link, NarrativeError, Slot, parse

HEAD = '+++\nnumber = 5\ntitle = "A title"\nminutes = 12\n+++\n'
PREDICT = """## Predict

What comes out, $a$ or $b$?

- [ ] this, and it
  goes on
  > because you
  > thought so
- [x] **that**
  > yes
"""
QUESTION = f"""# A question?

Before anything.

![what is seen](figure:first)

{PREDICT}
## Play

See [there](#first?t=1.2&play=1), {{{{ value }}}}.

## Why

![more](figure:second)

* a list
* that is none of options

## Transfer

And now?

- [x] one
- [ ] two

## Answer

It is one, [not a remote control](#heading).
"""
NUMBERS = {"value": "12.5", "small": 1, "large": 2}


def read(body: str, head: str = HEAD, **numbers: Any) -> Any:
    return parse(head + body, NUMBERS | numbers)


def test_a_question_has_its_parts_and_each_what_belongs_to_it() -> None:
    narrative = read(f"# A page\n\nText.\n\n{QUESTION}")
    assert (narrative.number, narrative.title, narrative.minutes) == (5, "A title", 12)
    page, question = narrative.questions
    assert [part.kind for part in page.parts] == [PAGE]
    assert page.parts[0].text == "Text."
    assert question.title == "A question?"
    assert tuple(part.kind for part in question.parts) == PARTS
    predict, play, why, transfer, answer = question.parts
    assert predict.slots == (Slot("first", "what is seen"),)
    assert predict.text.startswith("Before anything.")
    assert predict.text.endswith("What comes out, $a$ or $b$?")
    assert [option.words for option in predict.options] == ["this, and it goes on", "**that**"]
    assert [option.right for option in predict.options] == [False, True]
    assert [option.reply for option in predict.options] == ["because you thought so", "yes"]
    assert play.text == "See [there](#first?t=1.2&play=1), 12.5."
    assert play.links == (Link("first", {"t": "1.2", "play": "1"}),)
    assert why.slots == (Slot("second", "more"),)
    assert why.text == "* a list\n* that is none of options"
    assert not why.options
    assert [option.reply for option in transfer.options] == ["", ""]
    assert answer.links == ()
    assert list(narrative.parts()) == [*page.parts, *question.parts]


def test_a_checked_sentence_leaves_no_trace_when_it_holds() -> None:
    narrative = read("# A page\n\n{{ check(small < large) }}Smaller.\n")
    assert narrative.questions[0].parts[0].text == "Smaller."


def test_a_sentence_that_does_not_hold_cannot_be_read() -> None:
    with pytest.raises(NarrativeError, match="says otherwise than the stored result"):
        read("# A page\n\n{{ check(small > large) }}Larger.\n")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# A page\n\n{{ unheard_of }}\n", "cannot be filled in: 'unheard_of' is undefined"),
        ("# A page\n\n{{ value\n", "cannot be filled in"),
        ("Text without a heading.\n", "begins with a heading of the first level"),
        ("Text first.\n\n# A page\n", "begins with a heading of the first level"),
        (QUESTION.replace("## Why", "## How"), "must have the parts Predict, Play, Why"),
        (QUESTION.replace("- [x] one", "- [ ] one"), "Transfer exactly one is right"),
        (QUESTION.replace("- [ ] two", "- [x] two"), "Transfer exactly one is right"),
        (QUESTION.replace("- [x] one\n- [ ] two\n", "None.\n"), "Transfer has no options"),
        (QUESTION.replace("* a list", "- [x] a list").replace("* that", "- [ ] that"), "Why has"),
        (QUESTION.replace("figure:first", "picture.png"), "A picture is a slot, figure:name"),
    ],
)  # fmt: skip
def test_what_breaks_the_convention_is_named(body: str, words: str) -> None:
    with pytest.raises(NarrativeError, match=re.escape(words)):
        read(body)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "begins with TOML between two lines"),
        ("+++\nnumber = \n+++\n", "The front matter is not TOML"),
        ("+++\nnumber = 5\n+++\n", "The front matter lacks 'title'"),
    ],
)
def test_the_front_matter_is_checked(head: str, words: str) -> None:
    with pytest.raises(NarrativeError, match=re.escape(words)):
        read("# A page\n", head)
