"""Which Python a piece of syntax needs that the built-in one does not know."""

import re
import sys

# Each: a pattern of the line, a pattern of the compiler's words, what it is, the first Python that has it.
_NEWER = (
    (r"^\s*type\s+\w+\s*(\[.*\])?\s*=", r"", "a `type` statement (PEP 695)", (3, 12)),
    (r"^\s*(async\s+)?def\s+\w+\s*\[.*=", r"", "a default of a type parameter (PEP 696)", (3, 13)),
    (r"^\s*class\s+\w+\s*\[.*=", r"", "a default of a type parameter (PEP 696)", (3, 13)),
    (r"^\s*(async\s+)?def\s+\w+\s*\[", r"", "a generic function (PEP 695)", (3, 12)),
    (r"^\s*class\s+\w+\s*\[", r"", "a generic class (PEP 695)", (3, 12)),
    (r"^\s*except\*?\s+[\w.]+\s*,", r"", "`except` of several types without parentheses (PEP 758)", (3, 14)),
    (r"(?<![\w\"'])([tT][rR]?|[rR][tT])[\"']", r"", "a template string (PEP 750)", (3, 14)),
    (r"(?<![\w\"'])([fF][rR]?|[rR][fF])[\"']", r"f-string|unterminated|unmatched|invalid syntax|never closed|unexpected"
     r"|perhaps you forgot a comma", "this f-string (PEP 701)", (3, 12)),
)


def newer_syntax(error):
    """What to do about a SyntaxError that a newer Python would not raise, or ""."""
    line = error.text or ""
    for line_pattern, message_pattern, what, version in _NEWER:
        if version > sys.version_info[:2] and re.search(line_pattern, line) and re.search(message_pattern, error.msg or ""):
            return (
                f"{what} needs Python {version[0]}.{version[1]} or newer, and limbeck carries Python "
                f"{sys.version_info[0]}.{sys.version_info[1]}: write it in the older way, or build limbeck with "
                f"LIMBECK_PYTHON set to a newer Python"
            )
    return ""
