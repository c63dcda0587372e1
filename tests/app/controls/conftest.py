"""The fixtures of the tests of the controls."""

import pytest

from tests.app.controls.following import Following
from tests.app.pools import Sleeping


@pytest.fixture
def following(sleeping: Sleeping) -> Following:
    """A page that follows a job under way."""
    return Following(sleeping)
