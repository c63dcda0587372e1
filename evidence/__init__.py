"""What a claim about a loss is measured with: rates, spreads over seeds, verdicts.  No training.

    verification.py   one person or two?  TAR at FAR, EER and ROC of scored pairs
    effective_pairs.py  how sure is a false accept rate?  Over people, for pairs repeat them
    accuracy.py       closed-set accuracy by the plain cosine
    bands.py          a measure over seeds: mean and deviation
    differences.py    two losses compared seed by seed, and whether the difference is clear
    power.py          how large a true difference must be to be found
    best_setting.py   which setting of a loss is its best: one rule for all losses
    ladders.py        the settings that each loss may choose from
    tuned.py          a comparison of losses, each at its best: choose, judge, go on
    run_store.py      a row a run, kept at once
    idle_options.py   an option of a command that would do nothing is refused
    machine.py        on which machine, for only there do rows come again to the bit
    measures.py       what one loss reached with one seed
    table_1.py        the paper's Table 1: its losses, its rates, what it claims
    report.py         measures beside Table 1, as Markdown
    numbers.py        the same as numbers, for sentences in the documentation

A new statistic is a new file beside `bands.py` and `differences.py`: arrays in, numbers out.
"""
