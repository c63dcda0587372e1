"""Who pushes whom: the record's sums over the steps, without the diagonal, as shares."""

from dataclasses import replace

import numpy as np

from app.figures.pushes import between_classes, pushes, shortened
from app.look.themes import LIGHT
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat, run_of, small_config
from toy_models.data import Blobs

EIGHT = Blobs(classes=8, per_class=4)


def test_a_cell_is_the_share_of_all_pushes() -> None:
    result = flat()
    for loss in range(3):
        found = between_classes(scene_of(result), loss)
        recorded = result.arrays["class_push_LCC"][:, loss].astype(float)
        total = sum(
            float(recorded[k, y, c])
            for k in range(len(recorded))
            for y in range(4)
            for c in range(4)
            if y != c
        )
        for y in range(4):
            for c in range(4):
                expected = 0.0 if y == c else 100 * float(recorded[:, y, c].sum()) / total
                assert abs(found[y, c] - expected) < 1e-3
        assert abs(float(found.sum()) - 100) < 1e-3


def test_the_matrices_have_one_scale_and_the_class_names() -> None:
    figure = pushes(scene_of(flat()), LIGHT)
    assert len({matrix.zmax for matrix in figure.data}) == 1
    assert [matrix.showscale for matrix in figure.data] == [True, False, False]
    assert figure.data[0].colorbar.title.text == "of all pushes"
    assert figure.layout.yaxis.title.text == "class that is pushed"
    assert list(figure.layout.xaxis.ticktext) == list(flat().class_names)
    np.testing.assert_allclose(
        figure.data[0].zmax, max(between_classes(scene_of(flat()), loss).max() for loss in range(3))
    )


def test_names_below_the_columns_are_short_and_those_of_the_rows_whole() -> None:
    people = tuple(f"person {k}" for k in range(8))
    figure = pushes(
        replace(scene_of(run_of(small_config(0, data=EIGHT))), class_names=people), LIGHT
    )
    assert figure.layout.xaxis.ticktext == tuple("01234567")
    assert figure.layout.xaxis.title.text == "pushed by person"
    assert figure.layout.yaxis.ticktext == people
    assert shortened(["Setosa", "Versicolor", "Virginica"]) == (
        "",
        ["Setosa", "Versico…", "Virgini…"],
    )
    assert shortened(["person 1", "person 10"]) == ("person ", ["1", "10"])


def test_many_classes_have_no_room_for_names() -> None:
    result = run_of(small_config(0, data=Blobs(classes=13, per_class=4)))
    assert pushes(scene_of(result), LIGHT).layout.xaxis.ticktext is None
