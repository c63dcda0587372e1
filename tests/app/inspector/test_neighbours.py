"""The neighbours against all pairs, sorted."""

import math

import pytest

from app.inspector.neighbours import neighbours
from app.toy_runs.comparison import scene_of
from tests.app.runs import flat


@pytest.mark.parametrize("dimension", [2, 5])
def test_they_are_the_nearest_of_all(dimension: int) -> None:
    result = flat(embedding=dimension)
    for k, loss, row in ((0, 0, 3), (4, 1, 0), (4, 2, 11)):
        features = result.features(k, loss).astype(float).tolist()
        own = features[row]
        cosines = {
            n: sum(a * b for a, b in zip(own, other, strict=True))
            / math.hypot(*own)
            / math.hypot(*other)
            for n, other in enumerate(features)
            if n != row
        }
        found = neighbours(scene_of(result), k, loss, row, 6)
        assert [one.cosine for one in found] == pytest.approx(
            sorted(cosines.values(), reverse=True)[:6], abs=1e-9
        )
        for one in found:
            assert one.cosine == pytest.approx(cosines[one.row], abs=1e-9)
            assert one.sample == result.samples_N[one.row]
            assert one.label == result.labels_N[one.row]
            assert one.true_label == result.true_labels_N[one.row]


def test_the_sample_itself_is_not_among_them_and_wrong_labels_are_known() -> None:
    result = flat()
    rows = len(result.labels_N)
    everyone = neighbours(scene_of(result), 2, 1, 5, rows)
    assert sorted(one.row for one in everyone) == [n for n in range(rows) if n != 5]
    wrong = result.labels_N != result.true_labels_N
    assert any(one.mislabelled for one in everyone)
    assert all(one.mislabelled == wrong[one.row] for one in everyone)
