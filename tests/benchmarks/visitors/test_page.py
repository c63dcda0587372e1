"""What a page takes from Streamlit's messages."""

from __future__ import annotations

import json

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.visitors.page import Page


def test_it_knows_the_widgets_and_the_stage() -> None:
    page = Page()
    for kind, label in (("slider", "Steps"), ("number_input", "Seed")):
        message = ForwardMsg()
        widget = getattr(message.delta.new_element, kind)
        widget.label, widget.id = label, f"id of {label}"
        page.take(message)
    assert page.widgets == {"Steps": "id of Steps", "Seed": "id of Seed"}
    message = ForwardMsg()
    for name, data in (
        ("stage", {"live": "/somewhere"}),
        (
            "menu",
            {"name": "n", "files": [{"address": "/take-away/1"}, {"address": "/take-away/2"}]},
        ),
        ("inspector", {"stage": "stage"}),
    ):
        message.delta.new_element.bidi_component.id = name
        message.delta.new_element.bidi_component.json = json.dumps(data)
        page.take(message)
    assert (page.stage, page.stage_id) == ({"live": "/somewhere"}, "stage")
    assert (page.files, page.name) == (["/take-away/1", "/take-away/2"], "n")
    message = ForwardMsg()
    message.new_session.initialize.session_id = "mine"
    page.take(message)
    assert page.session == "mine"
    message = ForwardMsg()
    message.navigation.page_script_hash = "abc"
    page.take(message)
    assert page.script == "abc"
    message = ForwardMsg()
    message.auto_rerun.interval, message.auto_rerun.fragment_id = 1.5, "one"
    page.take(message)
    assert (page.every, page.fragment) == (1.5, "one")
    for body, form in (("No room.", Alert.WARNING), ("Fewer classes show it.", Alert.INFO)):
        message = ForwardMsg()
        message.delta.new_element.alert.body = body
        message.delta.new_element.alert.format = form
        page.take(message)
    assert page.complaints == ["No room."]
