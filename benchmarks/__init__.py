"""How fast the losses, the trainings and the app are, and how much memory they take.

    python -m benchmarks                                    all, on one CPU thread
    python -m benchmarks losses_speed --device cuda         one, on a GPU
    python -m benchmarks --quick                            small sizes, to see that all is well

A benchmark is a file of this folder with a function `report(options)`, which yields the parts of
its text.  It is imported only when it is asked for.  `harness/` is what they measure with, `peers/`
the code that they compare with, `visitors/` the load that they put on the app.

Figures are ratios of two pieces of work that took turns in the same run: seconds of one machine say
nothing about another, and a busy machine slows both alike.
"""
