"""Lesson 6: what do guidance and margin do together?"""
