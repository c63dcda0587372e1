"""Lesson 5: which wrong classes deserve a harder push?  SV-Softmax."""
