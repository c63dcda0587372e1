"""The course on a page: its overview, and a lesson question by question.

walk.py          the steps of a lesson in a line, and which are locked; no Streamlit
reader.py        one reader of a lesson: the step, the answers, the reasons; no Streamlit
overview.py      the ten questions
step.py          one step: its text, its options, the prediction beside the outcome
slot.py          a figure in its slot
live.py          a figure that can be touched, as the browser takes it
words.py         coloured words, and words that follow a figure
outcome.py       what was said beside what came out
kept.py          a reader's answers as plain data; memory.py  kept by the browser
code_behind.py   the code behind a figure
browser/         figures that are touched, and charts with a slider, in plain JavaScript
"""
