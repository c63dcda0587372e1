"""A fixed set of samples that a run records while it trains."""
