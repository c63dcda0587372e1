"""Lesson 11: how wide is a margin?"""
