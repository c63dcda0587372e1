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
    assert scene.labels[2] == "SV-Arc-Softmax, m = 0.3 rad (17°), t = 1.1"
    assert scene.last_step == scene.steps_K[-1] == 12


def test_a_warm_up_is_said_of_the_losses_that_it_changes() -> None:
    scene = scene_of(flat(softmax_warmup=4))
    assert [panel.warm_up for panel in scene.panels] == [0, 4, 4]
    assert scene.warm_up == 4
    assert scene_of(flat()).warm_up == 0
