"""The support-vector strip against the record, sample by sample."""

import numpy as np

from app.figures.kinds import KINDS
from app.figures.strip import STATES, longest_first, states, strip
from app.look.themes import DARK, LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


def test_a_state_is_what_the_record_says() -> None:
    result = flat()
    for loss in range(3):
        found = states(scene_of(result), loss)
        assert found.shape == (len(result.labels_N), len(result.steps_K))
        for k in range(len(result.steps_K)):
            cos = result.features(k, loss) @ result.weights(k, loss).T
            for n, label in enumerate(result.labels_N.tolist()):
                rivals = np.delete(cos[n], label)
                if abs(cos[n, label] - rivals.max()) < 2e-3:
                    continue  # closer than the record's angles can tell
                beaten = rivals.max() > cos[n, label]
                has_one = result.support_vectors(k, loss)[n].any()
                assert found[n, k] == (2 if beaten else int(has_one))


def test_without_a_margin_a_sample_with_a_support_vector_is_beaten() -> None:
    assert (states(scene_of(flat()), 0) == 1).mean() < 0.02  # a tie, as far as float16 can tell
    assert (states(scene_of(flat()), 2) == 1).any()


def test_the_longest_come_first() -> None:
    found = np.array([[0, 0, 0], [2, 1, 0], [1, 1, 1], [2, 2, 0], [0, 1, 0]])
    assert longest_first(found).tolist() == [2, 3, 1, 4, 0]


def test_there_is_a_strip_a_loss_with_all_samples_and_steps() -> None:
    result = flat()
    figure = strip(scene_of(result), LIGHT)
    heats = [trace for trace in figure.data if trace.type == "heatmap"]
    assert len(heats) == 3
    for loss, heat in enumerate(heats):
        order = longest_first(states(scene_of(result), loss))
        np.testing.assert_array_equal(heat.z, states(scene_of(result), loss)[order])
        np.testing.assert_array_equal(heat.x, result.steps_K)
        np.testing.assert_array_equal(heat.customdata[:, 0], result.samples_N[order])
    assert [trace.name for trace in figure.data if trace.type != "heatmap"] == list(STATES)
    assert STATES == KINDS[:3] == ("easy", "semi-hard", "hard")
    assert figure.layout.yaxis.title.text == "samples, the hardest on top"


def test_the_axis_ends_with_the_training() -> None:
    """A column is centred on its step: the last would reach half a column further."""
    result = flat()
    axis = strip(scene_of(result), LIGHT).layout.xaxis
    assert axis.range == (result.steps_K[0], result.steps_K[-1])


def test_the_theme_decides_the_ink() -> None:
    assert strip(scene_of(flat()), DARK).layout.font.color == DARK.ink
