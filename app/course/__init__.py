"""The course on a page: its overview, and a lesson question by question.

walk.py          the steps of a lesson in a line, and which are locked; no Streamlit
reader.py        one reader of a lesson: the step, the answers, the reasons; no Streamlit
overview.py      the ten questions
step.py          one step: its text, its options, the prediction beside the outcome
slot.py          a figure in its slot
code_behind.py   the code behind a figure
browser/         a chart with a slider, in plain JavaScript
"""
