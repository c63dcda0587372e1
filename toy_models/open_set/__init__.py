"""The open-set experiment: the thirteen losses of the paper's Table 1 on toy faces.

Networks are trained on some identities and tested on others that they never saw, as face
recognition is: closed-set accuracy says nothing here, for every loss classifies its training
identities rightly in the end.

Each loss stands at its own best s and m.  They are chosen by the mean TAR at FAR 1e-3 of seeds
that judge nothing: other trainings, other training people, other strangers.

experiment.py   data, network, schedule, seeds
training.py     some losses trained together and tested
running.py      what is missing, run by run: the choice of settings, the judgement, longer trainings
results.py      what the stored runs say; needs no torch

python -m toy_models.open_set            print the stored result
python -m toy_models.open_set --run      train what is missing, about an hour of one core; it goes
                                         on where it stopped

Paper: "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317, Table 1.
"""
