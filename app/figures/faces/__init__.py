"""Charts of face runs: one or two runs in, a chart out."""
