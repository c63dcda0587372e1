"""Hard pairs and label suspects, with their pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from face_training.probe.record import FOLDER
from tests.app.face_sections.visiting import Visit, captions, charts, html


def test_suspects_are_shown_with_the_people_they_are_taken_for(visit: Visit) -> None:
    shown = visit(run="sv", section="Label suspects")
    (sentence,) = [text.value for text in shown.markdown if "lose for long" in text.value]
    assert sentence == (
        "**sv**: 3 of 30 samples lose for long after step 126, 2 to the end. 2 of them truly have "
        "a wrong label; the probe has 2 wrong labels in all."
    )
    told = html(shown)
    assert told.count("a wrong label: it is person") == 2
    assert told.count("<img") == 8  # of one rival the probe has no picture
    assert told.count("loses to: person") == 2


def test_hard_pairs_frame_a_wrong_label(visit: Visit) -> None:
    shown = visit(run="sv", section="Hard pairs")
    genuine, impostor = (element.proto.body for element in shown.get("html"))
    assert genuine.count('role="listitem"') == impostor.count('role="listitem"') == 8
    assert genuine.count("° apart") == 8
    assert "--st-primary-color" in genuine


def test_who_is_whose_support_vector_beside_one_another(visit: Visit) -> None:
    shown = visit(run="sv", beside="arc", section="Support vectors", step="0")
    assert len(charts(shown)) == 4
    assert captions(shown).count("At step 0: rows are identities of the probe") == 2
    assert "those with most at the top" in captions(shown)


def test_too_early_there_is_no_suspect_and_the_page_says_so(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    shutil.copytree(runs / "sv", tmp_path / "mine" / "young")
    for file in (tmp_path / "mine" / "young" / FOLDER).glob("step_00000[12]*"):
        file.unlink()
    monkeypatch.setenv("FACE_RUNS", str(tmp_path / "mine"))
    shown = visit(run="young", section="Label suspects")
    assert any("it is too early to suspect any" in text.value for text in shown.markdown)
    assert "<img" not in html(shown)
