"""Tests of the starting points."""
