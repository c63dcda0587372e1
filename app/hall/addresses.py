"""Where the hall is: the lecturer's addresses, and the short address for students."""

HALL_URL = "/hall"  # opens a room; below it, by its code, is the wall
STUDENT_URL = "/h"  # asks for a code; below it, by its code, is the room
LINE = "line"  # below a room: its socket
HALL_FILES = "hall/browser"  # below `app/`
