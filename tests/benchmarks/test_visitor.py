"""A visitor understands what Streamlit tells, and leaves traces of what it could not."""

from __future__ import annotations

import asyncio
import json
import time

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.app_server import free_port
from benchmarks.visitor import SEED, TRAIN, Visitor


def test_it_knows_the_widgets_the_stage_and_how_far_it_is() -> None:
    visitor = Visitor("nowhere", seed=1)
    for kind, label in (("button", TRAIN), ("number_input", SEED)):
        told = ForwardMsg()
        widget = getattr(told.delta.new_element, kind)
        widget.label, widget.id = label, f"id of {label}"
        visitor._take(told)
    assert visitor._widgets == {TRAIN: "id of Train", SEED: "id of Seed"}
    told = ForwardMsg()
    told.delta.new_element.bidi_component.json = json.dumps({"live": "/somewhere"})
    visitor._take(told)
    assert visitor._source == {"live": "/somewhere"}
    told = ForwardMsg()
    told.delta.new_element.progress.text = "Training: step 1,234 of 3,000, 12 steps/s"
    visitor._take(told)
    assert visitor._step == 1234
    told = ForwardMsg()
    told.auto_rerun.interval, told.auto_rerun.fragment_id = 1.5, "one"
    visitor._take(told)
    assert (visitor._every, visitor._fragment) == (1.5, "one")
    told = ForwardMsg()
    told.delta.new_element.alert.body = "No room."
    visitor._take(told)
    assert visitor.complaints == ["No room."]


def test_one_that_finds_nobody_complains() -> None:
    visitor = Visitor(f"127.0.0.1:{free_port()}", seed=1)
    asyncio.run(visitor.visit(time.monotonic() + 1))
    assert len(visitor.complaints) == 1
    assert visitor.pages == []
