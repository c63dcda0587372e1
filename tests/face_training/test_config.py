"""Values that no training can use are refused, in one sentence that names them."""

import pytest

from face_training import recipes


def smoke(*overrides):
    return recipes.read("smoke", overrides)


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("training.batch=0", r"training\.batch must be 1 to 10,000,000, not 0\."),
        ("training.accumulate=7", r"\(64\) must be a multiple of training\.accumulate \(7\)\."),
        ("training.precision=float16", "bfloat16 or float32 or float64, not 'float16'"),
        ("optimiser.learning_rate=nan", r"optimiser\.learning_rate must be 1e-08 to 100, not nan"),
        ("optimiser.name=adam", "optimiser.name must be sgd or adamw or muon, not 'adam'"),
        ("head.loss=arc_softmx", "no loss 'arc_softmx'; did you mean 'arc_softmax'?"),
        ("head.loss=SV-Arc-Softmax", "did you mean 'sv_arc_softmax'?"),
        ("head.parameters.centers=3", "did you mean 'centres'?"),
        ("optimiser=muon", "optimiser must be a table, not 'muon'; .* as optimiser.name="),
        ("head.parameters.margin=9", r"arc_softmax margin must be 0 to 1\.5 \(radians\), not 9"),
        ("head.t_warmup=10", "needs a loss with a t, and arc_softmax has none"),
        ("head.sample=0", "head.sample must be 1e-06 to 1, not 0"),
        ("schedule.milestones=[5, 3]", r"must rise between 0 and schedule\.length \(300\)"),
        ("schedule.milestones=[300]", r"must rise between 0 and schedule\.length \(300\)"),
        ("schedule.warmup=301", "schedule.warmup must be 0 to 300, not 301"),
        ("data.identities=1", "data.identities of 2 or more"),
        ("data.source=record_io", "data.path is empty"),
        ("checkpoints.best=accuracy", "name of an evaluation and of a measure"),
        ("checkpoints.best=lfw/accuracy", "asks for the evaluation 'lfw'; there is unseen"),
        ("evaluation=[{}]", "needs a name of its own"),
    ],
)
def test_bad_values_get_one_sentence(override, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        smoke(override)
    assert "\n" not in str(caught.value)


def test_without_checkpoints_the_best_cannot_be_kept():
    with pytest.raises(ValueError, match=r"'unseen/eer', and with checkpoints\.every=0 no"):
        smoke("checkpoints.best=unseen/eer", "checkpoints.every=0")


def test_the_share_of_a_rank_must_come_out_even():
    training = smoke("training.batch=64", "training.accumulate=2").training
    assert training.rank_batch(4) == 8
    with pytest.raises(ValueError, match=r"\(64\) must be a multiple .*\(2\) times .* ranks \(3\)"):
        training.rank_batch(3)
