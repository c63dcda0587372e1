"""Tests of the five seeds."""
