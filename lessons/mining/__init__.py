"""Lesson 4: who gets the gradient?"""
