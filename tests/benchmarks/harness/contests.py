"""Contests for the tests of contestants: each is made in a process of its own."""


class Counting:
    """Counts its steps and prints a line that is no answer."""

    device = "cpu"

    def __init__(self, start):
        self.count = start

    def ready(self):
        print("getting ready")
        return {"count": self.count}

    def step(self):
        self.count += 1

    def tell(self, question):
        return {question: self.count}


class Failing(Counting):
    def ready(self):
        raise ArithmeticError("this one cannot")
