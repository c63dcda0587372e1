"""What the rows say beside the differences of TAR; each file a question.

arm_by_arm.py    each arm by itself: TAR, errors, what there was to push, what stuck
beside_tar.py    what was measured beside TAR
both_lengths.py  whether a difference keeps its sign after twice the steps
curves.py        where TAR falls before the end of a training
informative.py   whether there was anything to push, and whether the runs learned at all
limits.py        how large a difference had to be to be found
machines.py      which machine trained which runs, and whether they agree
fates.py         what became of the predictions
"""
