"""Lesson 1: why angles?"""
