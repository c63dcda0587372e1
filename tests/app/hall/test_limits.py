"""The limits hold a hall of a hundred for two hours."""

from app.hall.limits import Limits


def test_a_hundred_students_fit_for_two_hours() -> None:
    limits = Limits()
    assert limits.seats >= 2 * 100
    assert limits.room_seconds == 7200
    assert limits.wall_seconds < 2
