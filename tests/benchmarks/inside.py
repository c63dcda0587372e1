"""A contestant that works in this process: no time goes by in starting one."""

import json
import threading

from benchmarks.harness.contestants import Contestant, answer, made

TURN = threading.RLock()  # they share one generator of random numbers


class Inside(Contestant):
    """As a contestant; its answers go through JSON, too."""

    def start(self):
        return self

    def ask(self, command, seconds):
        if self.problem:
            return None
        with TURN:
            if not hasattr(self, "contest"):
                self.contest = made(self.make, dict(self.arguments))
            return json.loads(json.dumps(answer(self.contest, command)))

    def end(self, problem="ended"):
        self.problem = self.problem or problem
