"""A scene: its panels in words."""

from app.scene.scene import Panel
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_a_label_is_the_title_with_parameters() -> None:
    panel = Panel(
        title="SV-Softmax", loss="sv_softmax", parameters="t = 1.1", has_margin=False, seed=0
    )
    assert panel.label == "SV-Softmax, t = 1.1"
    plain = Panel(title="Softmax", loss="softmax", parameters="", has_margin=False, seed=None)
    assert plain.label == "Softmax"


def test_titles_and_labels_are_those_of_the_panels() -> None:
    scene = scene_of(flat())
    assert scene.titles == ("Softmax", "SV-Softmax", "SV-Arc-Softmax")
    assert scene.labels[2] == "SV-Arc-Softmax, m = 0.3, t = 1.1"
    assert scene.last_step == scene.steps_K[-1] == 12
