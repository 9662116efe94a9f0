"""Where a statement ends, as sqlite3_complete() tells it (https://www.sqlite.org/c3ref/complete.html)."""

import re

_WORD = re.compile(r"""(?P<semicolon>;)
    |(?P<space>\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)
    |(?P<unfinished>/\*.*)
    |(?P<quoted>'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\])
    |(?P<open>['"`\[].*)
    |(?P<word>[\w$]+)
    |(?P<other>.)""", re.DOTALL | re.VERBOSE)
_KINDS = {"explain": 3, "create": 4, "temp": 5, "temporary": 5, "trigger": 6, "end": 7}
_INVALID, _START, _NORMAL = 0, 1, 2
# The next state, for a semicolon, space, any word, EXPLAIN, CREATE, TEMP, TRIGGER, END. Within a trigger only "; END ;" ends.
_NEXT = ((1, 0, 2, 3, 4, 2, 2, 2), (1, 1, 2, 3, 4, 2, 2, 2), (1, 2, 2, 2, 2, 2, 2, 2), (1, 3, 3, 2, 4, 2, 2, 2),
         (1, 4, 2, 2, 2, 4, 5, 2), (6, 5, 5, 5, 5, 5, 5, 5), (6, 6, 5, 5, 5, 5, 5, 7), (1, 7, 5, 5, 5, 5, 5, 5))


def _words(text):
    """(state, end, whether it is space) after each word."""
    state = _INVALID
    for found in _WORD.finditer(text):
        kind = {"semicolon": 0, "space": 1}.get(found.lastgroup, 2)
        if found.lastgroup == "word":
            kind = _KINDS.get(found.group().lower(), 2)
        state = _INVALID if found.lastgroup in ("unfinished", "open") else _NEXT[state][kind]
        yield state, found.end(), kind == 1


def is_complete(statement):
    state = _INVALID
    for state, _, _ in _words(statement):
        pass
    return state == _START


def split(script):
    """The statements of a script; what is only spaces and comments is none."""
    begin, says = 0, False
    for state, end, is_space in _words(script):
        if state == _START and not is_space:
            if says:
                yield script[begin:end]
            begin, says = end, False
        elif not is_space:
            says = True
    if says:
        yield script[begin:]
