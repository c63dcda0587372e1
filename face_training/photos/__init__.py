"""From a photograph to an aligned face."""
