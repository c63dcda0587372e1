"""The sections of the page of a face run, each a function of what is shown.

seen.py        what a section shows, and what sections share
identity.py    one identity among its rivals on the stage, and one sample's story
measures.py    curves, angles and verification
people.py      who is whose support vector, the hardest pairs, label suspects
"""
