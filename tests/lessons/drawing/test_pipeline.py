"""The boxes hold the numbers of the sample, and a support vector's are marked."""

from lessons.drawing.pipeline import sample_pipeline
from lessons.one_sample import explained
from tests.lessons.style import STYLE
from toy_models.config import LossChoice

SAMPLE = explained(LossChoice.of("sv_softmax", scale=16.0, t=1.2), (0.5, 0.6, -0.3))


def test_every_number_is_there_once_in_its_column() -> None:
    figure = sample_pipeline(STYLE, SAMPLE, ("y", "a", "b"), "after h", guided=True)
    texts = [text.text for text in figure.layout.annotations]
    for k in range(3):
        assert f"{SAMPLE.cosine_C[k]:.2f}" in texts
        assert f"{SAMPLE.guided_C[k]:.2f}" in texts
        assert f"{SAMPLE.logit_after_C[k]:.1f}" in texts
        assert f"{SAMPLE.p_C[k]:.3f}" in texts
    assert f"<b>{SAMPLE.loss:.2f}</b>" in texts
    assert "a<br>support<br>vector" in texts
    assert len(figure.layout.shapes) == 3 * 4 + 1


def test_boxes_are_marked_only_where_the_guidance_changes_them() -> None:
    for guided, count in ((True, 3), (False, 0)):
        figure = sample_pipeline(STYLE, SAMPLE, ("y", "a", "b"), "after h", guided=guided)
        assert sum(box.line.color == STYLE.rival for box in figure.layout.shapes) == count
