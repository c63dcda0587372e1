"""How good are embeddings?  The protocols of face recognition, from pairs to a million distractors.

`sets.open_set` makes an evaluation set of a table of a configuration, `measure` measures a
backbone on some; training and `python -m face_training.evaluate` both go through these.
"""

from face_training.evaluation.measuring import measure

__all__ = ["measure"]
