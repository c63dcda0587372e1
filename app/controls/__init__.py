"""Widgets that make a Config: each file asks for one part of it.

Every widget is bound to the page's address, so a link restores the settings, and moving one does
not rerun the page: the values are read when something is pressed.
"""
