"""Lesson 2: how large must s be?"""
