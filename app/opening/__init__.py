"""The opening: the page that people see first.

address.py      which part of an address is the opening's own
"""
