"""Trained networks as folders that other programs can use."""
