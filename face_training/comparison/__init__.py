"""The losses of the paper's Table 1 on faces of 112 x 112, each at its own best s and m.

Two data sets, both tested on people that no training has seen: synthetic identities, and the ORL
faces (a random half of their 40 people in each seed).  All losses of a seed start from the same
network and see the images in the same order.  The settings are chosen with two seeds and judged
with ten others.

experiment.py   data, network, schedule, seeds
splits.py       who is trained on, and who is tested
training.py     one loss trained and tested
results.py      what the stored runs say
optimisers.py   another comparison: Muon beside SGD

python -m face_training.comparison            print the stored result
python -m face_training.comparison --run      train what is missing; it goes on where it stopped
python -m face_training.comparison --quick    two losses in a few steps, to try it out

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""
