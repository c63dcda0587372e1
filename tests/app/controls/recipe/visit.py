"""Visit the Playground with the new data set: pick it, set it, wait for its run, and open its link.

python visit.py FOLDER      the folder is for the runs
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.address import query_of
from app.controls.link import REFUSED
from app.jobs import Limits, Pool, Store, sharing
from tests.app.pages import playground_page
from tests.patience import SECONDS
from toy_models.config import RunConfig
from toy_models.data import DATA_SETS
from toy_models.data.__main__ import markdown


def opened(query: str) -> AppTest:
    """The page that an address opens."""
    page = playground_page(SECONDS)
    page.query_params = parse_qs(query)
    page.run()
    assert not page.exception, page.exception
    return page


def trained(page: AppTest) -> RunConfig:
    """The config of the run that is shown when it is trained."""
    page.run()
    if "job" in page.session_state:
        assert page.session_state.job.ended.wait(SECONDS)
        page.run()
    assert not page.exception, page.exception
    assert not page.error, page.error[0].value
    config: RunConfig = page.session_state.result.config
    return config


def visit() -> None:
    """Everything that a data set has after its file and its row."""
    stripes = DATA_SETS["stripes"]
    page = opened("losses=Softmax&losses=SV-Softmax&steps=50&hidden=16")
    assert page.selectbox(key="data").options[-1] == "Stripes of the square"
    page.selectbox(key="data").set_value("stripes").run()
    count, blur = page.slider(key="stripes_count"), page.slider(key="stripes_blur")
    assert (count.label, count.help, count.value) == ("Stripes", "A class each.", 3)
    assert (count.min, count.max, count.step) == (2, 6, 1)
    assert (blur.min, blur.max, blur.step) == (0, 1, 0.01)
    assert page.selectbox(key="stripes_lie").options == ["Downwards", "Across"]
    count.set_value(4)
    page.selectbox(key="stripes_lie").set_value("across")
    page.toggle(key="stripes_mirrored").set_value(True)

    config = trained(page)
    assert config.data == stripes(count=4, lie="across", mirrored=True)
    result = page.session_state.result
    assert result.class_names == ("stripe 0", "stripe 1", "stripe 2", "stripe 3")
    assert any(caption.value.startswith("Data: stripes, 160 ") for caption in page.caption)

    assert RunConfig.from_json(config.to_json()) == config
    query = query_of(config)
    assert "data=Stripes+of+the+square&stripes_count=4" in query
    again = opened(query)
    assert not again.warning
    assert again.session_state.result.config == config  # the stored run
    assert "`count` Stripes, 3 (2 to 9)" in markdown()

    far = opened("data=Stripes+of+the+square&stripes_count=7")
    why = "stripes_count: a whole number from 2 to 6, not `7`"
    assert [warning.value for warning in far.warning] == [REFUSED.format(reasons=why)]
    with pytest.raises(ValueError, match=r"^stripes count must be 2 to 9, not 10\.$"):
        stripes(count=10)


if __name__ == "__main__":
    with sharing(Pool(Store(Path(sys.argv[1])), Limits(rest_seconds=0))) as pool:
        visit()
        pool.close()
