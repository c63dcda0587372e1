"""Toy data, small networks, training records and their evaluation.  No plotting.

Reading a configuration or a stored result needs no torch: `toy_models.config` and
`toy_models.record` import numpy at most, and each data set loads its library when it is loaded.
"""
