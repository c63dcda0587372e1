"""Lesson 5: which wrong classes deserve a harder push?  SV-Softmax.

narrative.md        what is read, question by question
experiment.py       Config -> run -> Result
figures.py          Result -> figure
numbers.py          Result -> the numbers of the narrative
in_six_lines.py     the losses of this lesson in plain PyTorch
notes.md            for the one who teaches it
results/            what `python -m lessons.sv_softmax --run` stored
"""
