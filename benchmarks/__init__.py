"""How fast the losses are and how much memory they take, and how fast the toys train.

    python -m benchmarks                                    all, on one CPU thread
    python -m benchmarks losses_speed --device cuda         one, on a GPU
    python -m benchmarks --quick                            small sizes, to see that all is well

Everything is a ratio of two works that took turns in the same run: seconds of one machine say
nothing about another, and a busy machine slows both works alike.
"""
