"""The text of an opaque value. Formatting cannot fail (a log line that nobody needs must not stop a migration), so that text
carries a mark, and a text with the mark is refused where it enters the engine."""

_MARK = "\u2063"
_marked = []  # the opaque values whose text was asked for, by the number in the mark


def marked(value, text):
    _marked.append(value)
    return f"{_MARK}{len(_marked) - 1}:{text}{_MARK}"


def marked_in(text):
    """The opaque value whose text is part of a text, or None."""
    start = text.find(_MARK)
    while start >= 0:
        number = text[start + 1:].partition(":")[0]
        if number.isdigit() and int(number) < len(_marked):
            return _marked[int(number)]
        start = text.find(_MARK, start + 1)
    return None


def unmarked(text):
    """A text for people: the names of opaque values, without their marks."""
    import re

    return re.sub(f"{_MARK}[0-9]+:([^{_MARK}]*){_MARK}", r"\1", text)
