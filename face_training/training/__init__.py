"""A training run: the loop, the model, checkpoints and metrics."""
