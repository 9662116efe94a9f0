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

    def during(self, tool, arguments, folder, whole, **more):
        """Runs the tool, which takes so many seconds when it is left alone, and kills it."""
        process = start(tool, arguments, folder, **more)
        time.sleep(whole * self._chance.uniform(0.02, 0.98))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.tried += 1
        self.landed += process.returncode == -signal.SIGKILL
        return f"kill {self.tried} of seed {self.seed}"

    def check(self):
        print(f"kill {self.what}: {self.landed} of {self.tried} came before the end", flush=True)
        expect(self.landed * 2 > self.tried, f"only {self.landed} of {self.tried} kills came before the end")
