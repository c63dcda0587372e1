"""Lesson 9: does it hold for strangers?"""
