"""The course on a page: its overview, and a lesson question by question.

steps.py       where a reader stands, what is locked, what has been answered; no Streamlit
overview.py    the ten questions
question.py    one step: its text, its options, the prediction beside the outcome
slot.py        a figure in its slot
behind.py      the code behind a figure
browser/       a chart with a slider, in plain JavaScript
"""
