"""Lesson 3: where does a margin lie?"""
