"""How many classes find room with m = 0.5: 60 degrees between neighbours, as of touching balls.

So many balls of one size can touch another of their size.  These are all numbers of features from
2 to 24 for which the largest number is known: Conway and Sloane, "Sphere Packings, Lattices and
Groups", chapter 1.
"""

FEATURES = (2, 3, 4, 8, 24)
CLASSES = (6, 12, 24, 240, 196_560)
