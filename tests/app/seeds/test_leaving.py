"""What a chart of the seeds takes along: its title, its marks in words, the settings, the seeds."""

from __future__ import annotations

import plotly.graph_objects as go

from app.seeds.leaving import DOTS, with_words
from app.seeds.table import file_name
from tests.app.seeds.five import outcomes


def test_a_chart_takes_its_words_along() -> None:
    found = outcomes()
    meta = with_words(go.Figure(), found, "Accuracy", DOTS).layout.meta
    marks, data, losses, settings, made_by = meta["caption"]
    config = found[0].config
    assert meta["title"] == "Accuracy"
    assert marks == DOTS
    assert config.data.kind in data
    assert all(title in losses for title in found[0].titles_L)
    assert "seeds 0, 1, 2, 3, 4" in settings
    assert f"{config.steps:,} steps" in settings
    assert found[0].provenance in settings
    assert all(outcome.config.digest[:8] in made_by for outcome in found)
    assert file_name(found) == f"{meta['stem']}.csv"
