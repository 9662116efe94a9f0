"""Runs the program on a pseudo-terminal, and reads the screen as a person does."""

import dataclasses
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from support.results import Failure
from support.tools import clean_environment


@dataclasses.dataclass
class Seen:
    status: int
    raw: str  # all that was written on the terminal
    stdout: str  # what went into a pipe beside it
    screen: "Screen"

    def plain(self):
        """Without colours, if nothing was drawn over."""
        return without_colours(self.raw).replace("\r\n", "\n")


def without_colours(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


class Screen:
    """As much of a terminal as is wanted: lines, the cursor's column, and what was on the bottom line meanwhile."""

    def __init__(self, columns):
        self.columns = columns
        self.lines = [""]
        self.column = 0
        self.bottom_lines = []  # each thing that stood on the last line and was drawn over or taken away
        self.wrapped = 0

    def feed(self, text):
        for part in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|[^\x1b]", without_colours(text), re.DOTALL):
            if part == "\r":
                self._remember()
                self.column = 0
            elif part == "\n":
                self.lines.append("")
                self.column = 0
            elif part == "\x1b[K":
                self._remember()
                self.lines[-1] = self.lines[-1][: self.column]
            elif part[0] == "\x1b":
                raise Failure(f"an escape sequence that nobody knows: {part!r}")
            else:
                self._put(part)

    def _remember(self):
        if self.lines[-1] and self.lines[-1] not in self.bottom_lines[-1:]:
            self.bottom_lines.append(self.lines[-1])

    def _put(self, character):
        if self.column == self.columns:
            self.wrapped += 1
            self.lines.append("")
            self.column = 0
        line = self.lines[-1].ljust(self.column)
        self.lines[-1] = line[: self.column] + character + line[self.column + 1:]
        self.column += 1

    def text(self):
        return "\n".join(line.rstrip() for line in self.lines).rstrip("\n") + "\n"

    def progress(self):
        return [line for line in self.bottom_lines if line.startswith("step ")]


def resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def run(tool, arguments, folder, columns=80, env=None, stdout_in_pipe=False, when=(), seconds=60):
    """`when` are pairs (text, action): as soon as the text has been on the terminal, action(terminal, process) is done,
    one after the other."""
    terminal, other_side = pty.openpty()
    resize(other_side, columns)
    process = subprocess.Popen(
        [*tool.argv, *arguments], cwd=folder, env=clean_environment({"TERM": "xterm", **(env or {})}),
        stdin=other_side, stdout=subprocess.PIPE if stdout_in_pipe else other_side, stderr=other_side,
        preexec_fn=lambda: (os.setsid(), fcntl.ioctl(other_side, termios.TIOCSCTTY, 0)), pass_fds=(other_side,))
    os.close(other_side)
    raw, when, done_until, end = b"", list(when), 0, time.monotonic() + seconds
    try:
        while True:
            if time.monotonic() > end:
                raise Failure(f"not done after {seconds} s:\n{raw.decode(errors='replace')}"[:3000])
            if not select.select([terminal], [], [], 0.5)[0]:
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                data = b""
            if not data:
                break
            raw += data
            if when and when[0][0].encode() in raw[done_until:]:
                done_until = len(raw)
                when.pop(0)[1](terminal, process)
        stdout = process.stdout.read().decode() if stdout_in_pipe else ""
        status = process.wait(10)
    finally:
        os.close(terminal)
        if process.poll() is None:
            process.kill()
            process.wait()
    if when:
        raise Failure(f"{when[0][0]!r} was never on the terminal:\n{raw.decode(errors='replace')}"[:3000])
    screen = Screen(columns)
    text = raw.decode(errors="replace")
    screen.feed(text)
    return Seen(status, text, stdout, screen)


def type_in(text):
    return lambda terminal, process: os.write(terminal, text.encode())


def press_ctrl_c(terminal, process):
    process.send_signal(signal.SIGINT)


def change_width(columns):
    return lambda terminal, process: resize(terminal, columns)
