"""When does a harder push on hard classes help?  The experiment that answers it.

predictions.py   what was expected, written down before the first run
cells.py         what is varied between cells: people, dimension, width, s, labels, families, steps
ablations.py     SV-Softmax taken apart: its shift alone, its factor alone, random rivals, ...
arms.py          what is compared within a cell
training.py      all arms of a cell and seed at once
measuring.py     what one trained network is worth, on people it has never seen
own_settings.py  every loss at its own best s and m: what is tried, and which is chosen
control.py       a later stage: some losses in one cell, for a question that is left
same_margin.py   Arc and SV-Arc at the same margins, the control of stage 3's one gain
repeated.py      the same with other seeds and other people
dose.py          how hard to push, and what in the push helps
dose_longer.py   whether that is speed alone
longer.py        stage 3's losses at their settings, trained twice as long
both_lengths.py  whether a difference keeps its sign then
running.py       the stages, run by run
stages.py        which stages there are, and when one is complete
rows.py          the store: a row a run, kept at once
contrasts.py     one arm minus another, with intervals
arm_by_arm.py    each arm by itself: TAR, errors, what there was to push, what stuck
beside_tar.py    what was measured beside TAR
curves.py        where TAR falls before the end of a training
machines.py      which machine trained which runs, and whether they agree
limits.py        how large a difference had to be to be found
fates.py         what became of the predictions
in_short.py      the answer in five sentences
answer.py        all of that, computed once and stored beside the rows
plain_names.py   what tables call the arms and the factors
report.py        the answer as text
quick.py         all stages with tiny cells, nothing stored
numbers.py       the answer as numbers, for sentences in the documentation

python -m toy_models.guidance            print the answer from the stored rows
python -m toy_models.guidance --run      train what is missing; it goes on where it stopped
"""
