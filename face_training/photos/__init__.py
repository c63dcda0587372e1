"""From any photograph to one aligned face."""
