"""Tests of the opening."""
