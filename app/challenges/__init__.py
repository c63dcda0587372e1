"""Eight challenges: a broken run each, a goal that is checked on the reader's own run, and hints.

challenge.py    what a challenge is
attempt.py      what is judged of a run, and in which settings it differs from the broken one
judge.py        the verdict on an attempt, in words
circles.py      the challenges, by what they are about; then scales.py, guidances.py, samples.py
table.py        all of them in their order
checked.py      the stored numbers of five seeds
pictures.py     the ends of the broken runs, small

    python -m app.challenges           print every verdict of the stored attempts
    python -m app.challenges --run     train every attempt with five seeds, and store
"""
