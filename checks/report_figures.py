"""Draws the figures of docs/when_guidance_helps.md from the stored answer of the experiment.

python -m checks.report_figures     writes docs/when_guidance_helps/*.svg, with Chromium

They are the figures of the app's page, drawn by Plotly in a browser.  Each holds a fingerprint of
the answer that it shows; a test says when a figure is of another one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from app.figures.guidance import contrasts_of
from app.figures.guidance_map import map_of
from app.figures.lengths import lengths_of
from app.guidance.questions import (
    DOSE_QUESTIONS,
    OWN_QUESTIONS,
    QUESTIONS,
    SAME_MARGIN_QUESTIONS,
)
from app.guidance.verdicts import verdict
from app.look.themes import LIGHT
from toy_models.guidance.answer import FILE, Answer, read_answer
from toy_models.guidance.findings.both_lengths import pairs_of_runs
from toy_models.guidance.rows import RESULTS, stored
from toy_models.guidance.stages.table import cells_of_own_settings, complete_longer, complete_stages

FOLDER = Path(__file__).parents[1] / "docs" / "when_guidance_helps"
WIDTH = 1000  # pixels
DRAW = """([id, height]) => Plotly.toImage(
    document.getElementById(id), {format: "svg", width: 1000, height})"""


def fingerprint(answer: Path = RESULTS / FILE) -> str:
    """Of the stored answer."""
    return hashlib.sha256(answer.read_bytes()).hexdigest()[:16]


def mark_of(name: str) -> str:
    """The fingerprint that the figure of this name holds: of the file that it shows."""
    return fingerprint(RESULTS / ("longer.jsonl" if name.startswith("longer") else FILE))


def figures(answer: Answer) -> Iterator[tuple[str, Any]]:
    """The name of each figure, and the Plotly figure."""
    yield "map", map_of(answer.points, "", LIGHT)
    stages = (
        ("arms", answer.contrasts, QUESTIONS),
        ("own", answer.own_contrasts, OWN_QUESTIONS),
        ("same", answer.same_margin, SAME_MARGIN_QUESTIONS),
        ("dose", answer.dose, DOSE_QUESTIONS),
    )
    for stage, contrasts, questions in stages:
        for number, cell in enumerate(dict.fromkeys(one.cell for one in contrasts), 1):
            here = [one for one in contrasts if one.cell == cell]
            asked = [questions[one.one, one.other] for one in here]
            answers = list(map(verdict, here))
            yield f"{stage}_{number}", contrasts_of(here, asked, answers, LIGHT)


def stored_length_figures(folder: Path = RESULTS) -> Iterator[tuple[str, Any]]:
    """The name and the figure of each cell; none before stage 5 is complete.

    Raises:
        ValueError: stage 1 is not stored, or a store is damaged.
    """
    first = stored(folder / "screen.jsonl")
    _, own = complete_stages(folder, first)
    long = complete_longer(folder, first)
    if own and long:
        for number, cell in enumerate(cells_of_own_settings(first), 1):
            _, before, after = pairs_of_runs(own, long, cell)
            yield f"longer_{number}", lengths_of(before, after, LIGHT)


def drawn(found: dict[str, Any]) -> dict[str, str]:
    """Each figure as SVG."""
    from playwright.sync_api import sync_playwright

    svgs = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": 600})
        for name, figure in found.items():
            # A reader of the page may have a dark screen.
            figure.update_layout(paper_bgcolor="white", plot_bgcolor="white")
            page.set_content(figure.to_html(div_id="figure", include_plotlyjs=True))
            page.wait_for_function("document.querySelector('#figure .main-svg')")
            address = page.evaluate(DRAW, ["figure", figure.layout.height])
            svgs[name] = unquote(address.partition(",")[2])
        browser.close()
    return svgs


def main() -> None:
    """Write all figures; one that is not drawn any more is taken away."""
    svgs = drawn({**dict(figures(read_answer(RESULTS / FILE))), **dict(stored_length_figures())})
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for name, svg in svgs.items():
        (FOLDER / f"{name}.svg").write_text(f"{svg}\n<!-- {mark_of(name)} -->\n", encoding="utf-8")
    print(f"{len(svgs)} figures in {FOLDER}", file=sys.stderr)


if __name__ == "__main__":
    main()
