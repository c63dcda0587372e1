"""A still chart: what the page gets, and its parts below one another where it is narrow."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
from streamlit.testing.v1 import AppTest

from app.drawing.files import PLOTLY_URL, file_routes, file_url
from app.figures.curves import curves
from app.look.themes import LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat
from tests.app.stage.serving import serving
from tests.patience import SECONDS


def figure() -> go.Figure:
    return curves(scene_of(flat()), LIGHT)


def test_the_page_gets_the_figure_and_its_words() -> None:
    def script() -> None:
        from app.drawing.still_chart import still_chart
        from tests.app.drawing.test_still_chart import figure

        still_chart(figure(), key="chart", alt="Three measures.")

    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    (sent,) = [json.loads(part.proto.json) for part in page.get("bidi_component")]
    assert json.loads(sent["figure"]) == json.loads(figure().to_json())
    assert (sent["alternative"], sent["plotly"]) == ("Three measures.", PLOTLY_URL)
    assert sent["script"] == file_url("drawing/browser/still_chart.js")


def test_a_narrow_page_has_one_column_and_a_legend(browser: Any) -> None:
    with serving(file_routes) as host:
        page = browser.new_page()
        page.goto(f"http://{host}/")  # nothing is there, but it is the root
        drawn = page.evaluate(
            """async ([script, data]) => {
                const { StillChart } = await import(script);
                const root = document.createElement("div");
                document.body.replaceChildren(root);
                const chart = new StillChart(root);
                const found = {};
                root.style = "width: 900px; display: none";  // as in a page that is renewed
                await chart.show(data);
                root.style.display = "";
                const seen = (act) => new ResizeObserver(() => setTimeout(act)).observe(root);
                await new Promise(seen);
                found.afterwards = chart.place._fullLayout.width;
                for (const width of [900, 380]) {
                    root.style.width = `${width}px`;
                    await chart.show(data);
                    const { _fullLayout: layout } = chart.place;
                    const axes = Object.keys(layout).filter((name) => /^xaxis\\d*$/.test(name));
                    found[width] = {
                        whole: axes.filter((name) => layout[name].domain.join() === "0,1").length,
                        legend: layout.showlegend,
                        below: layout.margin.b,
                        from: layout.legend?.y,
                        names: layout.annotations.filter(({ name }) => name === "direct").length,
                    };
                }
                return found;
            }""",
            [
                file_url("drawing/browser/still_chart.js"),
                {"figure": figure().to_json(), "plotly": PLOTLY_URL, "alternative": "Three."},
            ],
        )
        page.close()
    assert drawn["afterwards"] == 900
    wide, narrow = drawn["900"], drawn["380"]
    assert (wide["whole"], wide["legend"], wide["names"]) == (0, False, 3)
    assert (narrow["whole"], narrow["legend"], narrow["names"]) == (3, True, 0)
    assert narrow["from"] == 0
    assert narrow["below"] >= 3 * 20  # a line for each loss
