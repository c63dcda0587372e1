"""Lesson 8: how many classes find room?"""
