"""Counting and saying what passed."""

import sys
import threading


class Skip(Exception):
    """Raised by a test that cannot run here; says why."""


class Failure(Exception):
    """Raised by a test that found a difference; the text is for the reader."""


class Results:
    def __init__(self, verbose=False, out=sys.stdout):
        self.passed = self.failed = self.skipped = 0
        self.verbose = verbose
        self.out = out
        self._took = []  # (seconds, name)
        self._lock = threading.Lock()

    def add(self, name, outcome, text="", seconds=None):
        """outcome: passed, failed or skipped."""
        with self._lock:
            setattr(self, outcome, getattr(self, outcome) + 1)
            if seconds is not None:
                self._took.append((seconds, name))
            if outcome != "passed" or self.verbose:
                took = f" ({seconds:.1f} s)" if seconds is not None and self.verbose else ""
                print(f"{outcome.upper():8}{name}{took}", file=self.out)
                for line in text.splitlines():
                    print("    " + line, file=self.out)
                self.out.flush()

    def count(self, passed, failed, skipped):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped

    def slowest(self, count):
        return "\n".join(f"{seconds:8.1f} s  {name}" for seconds, name in sorted(self._took, reverse=True)[:count])

    def summary(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
