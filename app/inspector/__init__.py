"""The sample inspector: everything about one recorded sample at one kept step.

view.py         the inspector on a page
recorded.py     the explanation of a recorded sample
formula.py      the equation with its numbers
classes.py      tables of all classes
story.py        its support vectors and angles over the steps
neighbours.py   the samples nearest to it
picture.py      samples that are images
plain.py        names from a reader's files, made safe for Markdown
"""
