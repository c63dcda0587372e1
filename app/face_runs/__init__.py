"""Runs of the face training as the page takes them: read with numpy, never with torch.

door.py           which directories a visitor may open
run.py            a run directory, read
evaluated.py      what an evaluation of the finished network left in it
rivalry.py        who is whose support vector
pairs.py          the hardest pairs of pictures, and the rates of all pairs
suspects.py       samples whose label may be wrong
neighbourhood.py  an identity and its rivals, as the stage takes a run
ship.py           makes the runs in shipped/, with which the page opens
"""
