"""What the tests of the controls share."""

DEFAULT_TIMEOUT = 60  # seconds for a page of one control, on a machine that is busy
