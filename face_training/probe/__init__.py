"""A fixed set of training samples whose state a run records again and again."""
