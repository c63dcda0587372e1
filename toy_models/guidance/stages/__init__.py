"""What each stage after the first two trains, and why.

own_settings.py  every loss at its own best s and m: what is tried, and which is chosen
longer.py        these losses at their settings, trained twice as long
control.py       a stage of its own kind: some losses in one cell, for a question that is left
same_margin.py   a control: Arc and SV-Arc at the same margins
repeated.py      a control: the same with other seeds and other people
dose.py          a control: how hard to push, and what in the push helps
dose_longer.py   a control: whether that is speed alone
table.py         which stages there are, and when one is complete
"""
