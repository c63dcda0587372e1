"""Lesson 10: what does the length still know?"""
