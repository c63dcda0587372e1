"""What a page takes from Streamlit's messages."""

from __future__ import annotations

import json

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visitors.page import Page


def test_it_knows_the_widgets_the_stage_and_the_step() -> None:
    page = Page()
    for kind, label in (("button", "Train"), ("number_input", "Seed")):
        message = ForwardMsg()
        widget = getattr(message.delta.new_element, kind)
        widget.label, widget.id = label, f"id of {label}"
        page.take(message)
    assert page.widgets == {"Train": "id of Train", "Seed": "id of Seed"}
    message = ForwardMsg()
    message.delta.new_element.bidi_component.json = json.dumps({"live": "/somewhere"})
    page.take(message)
    assert page.stage == {"live": "/somewhere"}
    message = ForwardMsg()
    message.delta.new_element.progress.text = "Training: step 1,234 of 3,000, 12 steps/s"
    page.take(message)
    assert page.step == 1234
    message = ForwardMsg()
    message.auto_rerun.interval, message.auto_rerun.fragment_id = 1.5, "one"
    page.take(message)
    assert (page.every, page.fragment) == (1.5, "one")
    message = ForwardMsg()
    message.delta.new_element.alert.body = "No room."
    page.take(message)
    assert page.complaints == ["No room."]
