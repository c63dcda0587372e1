"""The short address for students is short, and no address is another's."""

from app.drawing.files import FOLDERS
from app.hall.addresses import HALL_FILES, HALL_URL, STUDENT_URL


def test_they_are_short_and_apart() -> None:
    assert len(STUDENT_URL) == 2
    assert not HALL_URL.startswith(f"{STUDENT_URL}/")
    assert HALL_FILES in FOLDERS
