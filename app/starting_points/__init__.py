"""Eight starting points for a lecture: a run each, one sentence, and one thing to watch.

table.py      the starting points
measured.py   what a run is measured by
checked.py    the stored numbers of five seeds, and the sentences with them

    python -m app.starting_points           print the sentences with their stored numbers
    python -m app.starting_points --run     train every starting point with five seeds, and store
"""
