"""The sample inspector: one sample under one loss at the playhead, from its picture to its push.

component.py    the inspector on a page, beside a stage
browser/        JavaScript and CSS, as they are: all numbers are worked out there
recorded.py     the explanation of a recorded sample, by Python
formula.py      the equation with its numbers, for the code behind a lesson's figure
story.py        support vectors and angles of a sample over the steps
plain.py        names from a reader's files, made safe for Markdown
"""
