"""What parts of the tests cost: seconds on the clock, and of processors, those of all processes together."""

import contextlib
import os
import resource
import time

TICKS = os.sysconf("SC_CLK_TCK")


def _processes():
    """Of each that runs, by its id: (its parent's id, user and system time with the children that it has waited for)
    (proc(5))."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS
    return found


class Costs:
    """`server()` gives the process id of a server that works for the tests and goes on, or None."""

    def __init__(self, server):
        self._server = server
        self._parts = []

    def _processors(self):
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        running = _processes()
        ours = {os.getpid(), self._server()}
        others = 0.0  # of the children that still run, and of theirs
        for process in sorted(running):  # a parent before its children
            parent, seconds = running[process]
            if process in ours or parent in ours:
                ours.add(process)
                others += seconds if process != os.getpid() else 0.0
        return sum(one.ru_utime + one.ru_stime for one in used) + others

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
