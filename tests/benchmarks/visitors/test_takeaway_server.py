"""The run that the server of take-aways trains: the two that ask for much memory."""

from benchmarks.visitors.takeaway_server import DIMENSIONS, KEPT, LONG_NAMES, NAME, config_of
from toy_models.data import Table
from toy_models.first_run import SIX_LOSSES


def test_long_names_come_from_a_table() -> None:
    config = config_of(LONG_NAMES, 90)
    assert isinstance(config.data, Table)
    assert len(config.data.text) > 2 * NAME
    assert (config.steps, config.kept, config.losses) == (90, KEPT, SIX_LOSSES)


def test_many_dimensions_have_the_first_runs_data() -> None:
    config = config_of(DIMENSIONS, 90)
    assert config.embedding == 64
    assert not isinstance(config.data, Table)
