"""The parts of the check of a GPU, `benchmarks.gpu`: what is compared there, and what is timed."""
