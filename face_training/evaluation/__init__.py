"""How good are embeddings?  The protocols of face recognition, from pairs to a million distractors.

    protocols.py   the table of protocols and of their measures
    sets.py        tables of a recipe become evaluation sets
    measuring.py   a backbone on some sets: what training calls

Training and `python -m face_training.evaluate` both go through `sets.open_sets`;
`python -m face_training.evaluation` prints the protocols, their options and their measures.
"""
