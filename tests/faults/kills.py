"""Killing at random instants, and counting which kills came before the end."""

import os
import random
import signal
import time

from common import expect, start


class Kills:
    """The seed is said, so that a failure can be repeated."""

    def __init__(self, what):
        self.seed = int(os.environ.get("LIMBECK_TEST_SEED", random.randrange(10**6)))
        self.what = what
        print(f"kill {what}: seed {self.seed} (LIMBECK_TEST_SEED={self.seed} repeats it)", flush=True)
        self._chance = random.Random(self.seed)
        self.tried = self.landed = 0
        self._pace = 1.0  # of a run beside the time that it was said to take: those that end too early tell

    def during(self, tool, arguments, folder, whole, **more):
        """Runs the tool, which takes about so many seconds, and kills it."""
        process = start(tool, arguments, folder, **more)
        time.sleep(whole * self._pace * self._chance.uniform(0.02, 0.98))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.tried += 1
        if process.returncode == -signal.SIGKILL:
            self.landed += 1
        else:
            self._pace *= 0.85
        return f"kill {self.tried} of seed {self.seed}"

    def check(self):
        print(f"kill {self.what}: {self.landed} of {self.tried} came before the end", flush=True)
        expect(self.landed * 2 > self.tried, f"only {self.landed} of {self.tried} kills came before the end")
