"""A pace lets some through at once, and then so many a second."""

from app.entrance.pace import Pace


def test_what_is_more_than_it_may_waits() -> None:
    pace = Pace(4.0, 2, now=0.0)
    assert [pace.wait(0.0) for _ in range(4)] == [0.0, 0.0, 0.25, 0.5]
    assert pace.wait(10.0) == 0.0  # it has filled again, and no more than that
    assert [pace.wait(10.0), pace.wait(10.0)] == [0.0, 0.25]
