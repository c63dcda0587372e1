"""Lesson 7: what if labels are wrong?"""
