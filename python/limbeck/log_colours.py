"""Colours the lines that Python's own logging writes on a terminal, as the engine's are."""

import sys

from _limbeck import painted_line, wants_colours


def watch(handler):
    """`handler` is logging.StreamHandler; what writes to a file or to anybody's own stream is left alone."""
    coloured = [name for descriptor, name in ((1, "stdout"), (2, "stderr")) if wants_colours(descriptor)]
    if not coloured:
        return
    plain = handler.format

    def format(self, record):
        text = plain(self, record)
        if any(self.stream is getattr(sys, name) for name in coloured):
            return painted_line(text, record.levelno, record.getMessage())
        return text

    handler.format = format
