"""The first run: six losses, with both warm-ups."""

from toy_models.first_run import FIRST_RUN


def test_the_first_run_warms_up_and_still_trains_with_the_full_losses() -> None:
    assert FIRST_RUN.softmax_warmup > 0
    assert FIRST_RUN.softmax_warmup + FIRST_RUN.t_warmup < FIRST_RUN.steps
    assert FIRST_RUN.losses[0].name == "norm_softmax"
    assert len(FIRST_RUN.losses) == 6
