"""What a browser learns about the app's page from Streamlit's messages."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

TROUBLE = (Alert.ERROR, Alert.WARNING)  # an alert may also be advice


@dataclass
class Page:
    """The widgets of a page, its stage, and how far the training is."""

    session: str = ""  # its name at the server
    widgets: dict[str, str] = field(default_factory=dict)  # label: id
    script: str = ""  # the hash of the page's script
    fragment: str = ""  # the part of the page that is to run again by itself
    every: float = 1.0  # seconds after which it does
    stage: dict[str, Any] = field(default_factory=dict)  # the data of the stage
    stage_id: str = ""
    files: list[str] = field(default_factory=list)  # addresses of what can be taken away
    name: str = ""  # of these files: data, losses and seed of what is shown
    live: dict[str, Any] = field(default_factory=dict)  # the training, as its frames say
    complaints: list[str] = field(default_factory=list)  # errors that the page shows

    @property
    def step(self) -> int:
        """Of the training."""
        return int(self.live.get("step", 0))

    def take(self, message: ForwardMsg) -> None:
        """Note what a message says."""
        if message.HasField("new_session"):
            self.session = message.new_session.initialize.session_id
        if message.HasField("navigation"):
            self.script = message.navigation.page_script_hash
        if message.HasField("auto_rerun"):
            self.fragment = message.auto_rerun.fragment_id
            self.every = message.auto_rerun.interval
        if not message.HasField("delta"):
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("slider", "number_input", "file_uploader"):
            widget = getattr(element, kind)
            self.widgets[widget.label] = widget.id
        elif kind == "bidi_component":
            self._take_component(element.bidi_component.id, element.bidi_component.json)
        elif kind == "exception":
            self.complaints.append(element.exception.message)
        elif kind == "alert" and element.alert.format in TROUBLE:
            self.complaints.append(element.alert.body)

    def _take_component(self, name: str, data: str) -> None:
        found = json.loads(data or "{}")  # some show nothing of the page
        if "run" in found or "live" in found:
            self.stage, self.stage_id = found, name
        elif "files" in found:
            self.files, self.name = [file["address"] for file in found["files"]], found["name"]
