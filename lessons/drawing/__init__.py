"""What the charts of lessons are drawn with: Plotly traces and layouts as plain dictionaries.

layout.py     the layout of a chart, its axes, notes in it
line.py       a line, and fading a colour
arc.py        a sample between two class weights on a circle; several side by side
pipeline.py   one sample from its cosines to its loss, box by box
bands.py      mean and deviation over seeds, along the steps
dots.py       every seed of every loss, with mean and deviation
bars.py       counts by loss, in groups
names.py      names of losses in legends and on axes
marks.py      colour and shape of a support vector
"""
