"""What a browser learns about the app's page from Streamlit's messages."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Page:
    """The widgets of a page, its stage, and how far the training is."""

    widgets: dict[str, str] = field(default_factory=dict)  # label: id
    script: str = ""  # the hash of the page's script
    fragment: str = ""  # the part of the page that is to run again by itself
    every: float = 1.0  # seconds after which it does
    stage: dict[str, Any] = field(default_factory=dict)  # the data of the stage
    step: int = 0  # of the training, as its frames say
    complaints: list[str] = field(default_factory=list)  # errors that the page shows

    def take(self, message: ForwardMsg) -> None:
        """Note what a message says."""
        if message.HasField("navigation"):
            self.script = message.navigation.page_script_hash
        if message.HasField("auto_rerun"):
            self.fragment = message.auto_rerun.fragment_id
            self.every = message.auto_rerun.interval
        if not message.HasField("delta"):
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("slider", "number_input"):
            widget = getattr(element, kind)
            self.widgets[widget.label] = widget.id
        elif kind == "bidi_component":
            self.stage = json.loads(element.bidi_component.json)
        elif kind == "exception":
            self.complaints.append(element.exception.message)
        elif kind == "alert":
            self.complaints.append(element.alert.body)
