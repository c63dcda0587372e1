"""When does a harder push on hard classes help?  The experiment that answers it.

predictions.py   what was expected, written down before the first run
cells.py         what is varied between cells: people, dimension, width, s, labels, families, steps
ablations.py     SV-Softmax taken apart: its shift alone, its factor alone, random rivals, ...
arms.py          what is compared within a cell
stages/          what each later stage trains, and why; which stages there are

training.py      all arms of a cell and seed at once
measuring.py     what one trained network is worth, on people it has never seen
running.py       the stages, run by run
quick.py         all stages with tiny cells, nothing stored
rows.py          the store: a row a run, kept at once
results/         the store itself
shown.py         the pictures of a run, for the stage

contrasts.py     one arm minus another, with intervals
findings/        what else the rows say: errors, curves, machines, limits, predictions
answer.py        the answer, stored beside the rows: what a page reads
from_rows.py     the answer, computed from the rows
in_short.py      the answer in five sentences
report.py        the answer as text
plain_names.py   what tables call the arms and the factors
numbers.py       the answer as numbers, for sentences in the documentation

python -m toy_models.guidance            print the answer from the stored rows
python -m toy_models.guidance --run      train what is missing; it goes on where it stopped
"""
