"""What is folded away is said in its label."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from app.controls.training import SCHEDULE, schedule_in_words
from tests.patience import SECONDS


def script() -> None:
    import streamlit as st

    from app.controls.folded import folded, say_what_is_folded

    with folded("Label", "one", ":material/schedule:"):
        st.write("inside")
    say_what_is_folded("one", 'a "b" \\ </style> × 5')


def test_the_words_cannot_leave_their_style_sheet() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    assert [part.label for part in page.expander] == ["Label"]
    (sheet,) = [part.proto.body for part in page.get("html")]
    assert sheet.count("</style>") == 1
    assert r'content: "a \"b\" \\ \3c /style> × 5";' in sheet


def test_the_schedule_in_words() -> None:
    values = {row.key: row.default for row in SCHEDULE} | {
        "hidden": 32,
        "steps": 1000,
        "rate": 0.01,
    }
    assert schedule_in_words(values).startswith("MLP 32 × 32 · 1,000 steps · rate 0.01 · seed ")
    assert schedule_in_words({**values, "cnn": True}).startswith("CNN 8 × 16 × 32 · ")
