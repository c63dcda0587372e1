"""A training: the loop, what is trained, and what a run keeps."""
