"""Hard mining compares the samples of a batch; the focal loss does not."""

from losses.catalogue.mining import FOCAL, HARD, ROWS


def test_hard_mining_compares_samples():
    assert HARD.compares_samples
    assert not FOCAL.compares_samples


def test_the_rows_fill_g_alone():
    assert {spec.name: spec.slots for spec in ROWS} == {
        "hm_softmax": (HARD,),
        "f_softmax": (FOCAL,),
    }
    assert HARD.parameters["keep"].default == 0.9
    assert FOCAL.parameters["gamma"].default == 2
