"""Finished runs of the toys, and the scenes that show them.

changes.py        changes by hand of a training under way
traits.py         the settings of runs in words, and those in which runs differ
then.py           the losses as they were at a step
stuck.py          runs with two class weights on one spot, and ways out
margins.py        margins that cannot be met
wrong_labels.py   what wrong labels did
words.py          a run in words: parameters, captions, file names
comparison.py     the losses of one run, or of several, on one stage
side_by_side.py   which runs can share a stage
history.py        the runs of a session
finished.py       finished runs in memory
store.py          finished runs on disk
ship.py           makes the runs that come with the project
"""
