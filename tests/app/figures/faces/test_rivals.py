"""Charts of who is whose support vector: the shares, with their names."""

from __future__ import annotations

import numpy as np

from app.face_runs.rivalry import held_share, rivalry
from app.figures.faces.rivals import ROWS_AT_MOST, between_identities, identities, over_time
from app.look.themes import DARK, LIGHT
from tests.app.face_runs.made import run

ONE = run()


def test_the_rivals_of_an_identity_over_the_steps() -> None:
    assert ONE.samples is not None
    one = rivalry(ONE.samples, ONE.moments, int(ONE.samples.identities_I[0]), 5)
    names = [f"person {label}" for label in one.rivals]
    figure = over_time(one, names, ONE.steps_K, 126, LIGHT)
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z, 100 * one.share_rK, rtol=1e-6)
    np.testing.assert_array_equal(heat.x, ONE.steps_K)
    assert list(figure.layout.yaxis.ticktext) == names
    assert heat.customdata[2, 0] == names[2]
    assert figure.layout.shapes[0].x0 == 126


def test_identities_come_by_the_time_they_have_support_vectors() -> None:
    assert ONE.samples is not None
    held_IK = held_share(ONE.samples, ONE.moments)
    names = [ONE.identity(int(label)) for label in ONE.samples.identities_I]
    figure = identities(held_IK, names, ONE.steps_K, 0, LIGHT)
    means = figure.data[0].z.mean(1)
    assert (np.diff(means) <= 1e-5).all()
    top = names[int(held_IK.mean(1).argmax())]
    assert figure.layout.yaxis.ticktext[0] == top


def test_of_many_identities_those_with_most_are_shown() -> None:
    held_IK = np.linspace(0, 1, 300)[:, None] * np.ones((1, 4))
    figure = identities(held_IK, [f"{k}" for k in range(300)], np.arange(4), 0, LIGHT)
    assert figure.data[0].z.shape == (ROWS_AT_MOST, 4)
    assert figure.layout.yaxis.ticktext[0] == "299"


def test_between_identities_rows_are_owners_and_columns_rivals() -> None:
    shares = np.array([[10, 20, 30]], np.float32)
    figure = between_identities(
        shares, ["a"], ["x", "y", "a name that is far too long for an axis"], LIGHT
    )
    (heat,) = figure.data
    np.testing.assert_array_equal(heat.z, shares)
    assert heat.customdata[0, 1].tolist() == ["a", "y"]
    assert figure.layout.xaxis.ticktext[2] == "a name that is far too …"


def test_two_people_of_one_name_have_two_rows() -> None:
    figure = between_identities(np.eye(2), ["Ann", "Ann"], ["Bob", "Bob"], LIGHT)
    assert figure.data[0].y.tolist() == [0, 1]
    assert list(figure.layout.yaxis.ticktext) == ["Ann", "Ann"]


def test_the_theme_decides_the_ink() -> None:
    assert between_identities(np.eye(1), ["a"], ["b"], DARK).layout.font.color == DARK.ink
