"""Presenter mode, on any page: large type, a blank key, and controls that are hidden by a link.

address.py    what the address asks for
show.py       the style sheet and the keys on the page
browser/      the keys, in plain JavaScript
"""
