"""The lab on a page: the browser gets the setting."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from app.lab.message import message
from app.lab.setting import Setting
from tests.patience import SECONDS
from toy_models.config import LossChoice


def script() -> None:
    from app.lab.component import lab
    from app.lab.setting import Setting
    from toy_models.config import LossChoice

    lab(
        Setting(losses=(LossChoice.of("sv_softmax"),)),
        classes=10,
        dimension=3,
        key="lab",
        on_scene=lambda: None,
    )


def test_the_browser_is_given_the_message() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    (component,) = page.get("bidi_component")
    setting = Setting(losses=(LossChoice.of("sv_softmax"),))
    assert json.loads(component.proto.json) == message(setting, 10, 3)
