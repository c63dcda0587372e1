"""Hard mining compares the samples of a batch; the focal loss does not."""

from losses.catalogue.mining import FOCAL, HARD, ROWS


def test_hard_mining_compares_samples():
    assert HARD.compares_samples
    assert not FOCAL.compares_samples


def test_the_rows_fill_g_alone():
    assert all(spec.slots == (spec.mining,) for spec in ROWS)
    mining = {spec.name: spec.mining for spec in ROWS}
    assert mining["hm_softmax"] is HARD
    assert mining["f_softmax"] is FOCAL
    assert HARD.parameters["keep"].default == 0.9
    assert FOCAL.parameters["gamma"].default == 2
