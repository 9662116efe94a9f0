"""What parts of the tests cost: seconds on the clock, and of processors, those of all processes together."""

import contextlib
import os
import resource
import time

TICKS = os.sysconf("SC_CLK_TCK")


def _of_process(pid):
    """User and system time of a process and of the children that it has waited for (proc(5))."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


class Costs:
    """`server()` gives the process id of a server that works for the tests and goes on, or None."""

    def __init__(self, server):
        self._server = server
        self._parts = []

    def _processors(self):
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        server = self._server()
        return sum(one.ru_utime + one.ru_stime for one in used) + (_of_process(server) if server else 0.0)

    @contextlib.contextmanager
    def of(self, name):
        clock, processors = time.monotonic(), self._processors()
        try:
            yield
        finally:
            self._parts.append((name, time.monotonic() - clock, self._processors() - processors))

    def report(self):
        """The dearest first."""
        lines = [f"{name:24}{clock:9.1f} s{processors:9.1f} s"
                 for name, clock, processors in sorted(self._parts, key=lambda part: -part[2]) if processors >= 0.05]
        total = sum(processors for _, _, processors in self._parts)
        return "\n".join([f"{'':24}{'clock':>11}{'processors':>11}", *lines, f"{'':24}{'':11}{total:9.1f} s"])
