"""The course: one folder a lesson, with its narrative, its experiment and its figures.

A lesson imports `toy_models` and `losses`, and never Streamlit: `app` shows it.

narrative.py    the convention of `narrative.md`, and its reader
figure.py       what can stand in a slot of a narrative
source.py       the code behind a figure, as it stands in its file
course.py       the ten questions, and the lessons that there are
"""
