"""How a line begins, for students and walls alike."""

import pytest

from app.hall.limits import Limits
from app.hall.talk import GONE
from tests.app.hall.lines import code_of, hall


@pytest.mark.parametrize("address", ["/h/BBBBBBBB/line", "/hall/BBBBBBBB/line"])
def test_a_room_that_is_not_there_is_gone(address: str) -> None:
    with hall() as served, served.line(address, {}) as line:
        assert code_of(line) == GONE


@pytest.mark.parametrize("way", ["h", "hall"])
def test_who_says_nothing_is_hung_up_on(way: str) -> None:
    with hall(Limits(greeting_seconds=0.05)) as served:
        room = served.room()
        with served.line(f"/{way}/{room.code}/line", "no greeting") as line:
            assert code_of(line) != GONE
        assert room.here == 0
