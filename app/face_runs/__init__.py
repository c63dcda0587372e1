"""Runs of the face training as the page takes them: read with numpy, never with torch.

door.py           which directories a visitor may open
run.py            what the page knows of a run
reading.py        reads the directory of a run
text.py           its text files
metrics.py        its measures as curves
remembered.py     the samples that it remembers
evaluated.py      what an evaluation of the finished network left in it
words.py          a run in words
rivalry.py        which class is a support vector of whose samples
pairs.py          the hardest pairs of pictures, and the rates of all pairs
suspects.py       samples whose label may be wrong
neighbourhood.py  an identity and its rivals as a scene
ship.py           makes the runs in shipped/, with which the page opens
"""
