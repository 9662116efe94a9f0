"""The small faults of this folder's *.toml: read, checked, and written into a text so that each can be switched on.

A fault:
  name       says it in a few words; LIMBECK_MUTANT=name switches it on
  file       which it is put into
  old, new   what stands there, and what stands there instead; both are kept in the program
  after      where `old` stands more than once: a text that stands once, and before it
  kind       expression (if nothing is said) or statement
  suite      what must catch it: `unit FOLDER FILTER` (Google Test's), `compare NAME` (a comparison of tests/run.py),
             or `GROUP WORD…` (tests of tests/run.py whose name holds every word)
  harm       what goes wrong for a user
"""

import dataclasses
import re
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HEADER = "include/limbeck_mutant.hpp"  # only in the copy of the sources
HEADER_TEXT = """#pragma once

#include <cstdlib>
#include <cstring>

inline bool limbeck_mutant(const char* name) {
    static const char* const chosen = std::getenv("LIMBECK_MUTANT");
    return chosen && std::strcmp(chosen, name) == 0;
}
"""


class BadMutant(Exception):
    pass


@dataclasses.dataclass
class Mutant:
    name: str
    file: str
    old: str
    new: str
    suite: str
    harm: str
    after: str = ""
    kind: str = "expression"
    folder: str = ""  # the name of the file that it stands in

    def place(self, text):
        """Where `old` begins in the text of the file."""
        start = 0
        if self.after:
            if text.count(self.after) != 1:
                raise BadMutant(f"{self.name}: `after` stands {text.count(self.after)} times in {self.file}")
            start = text.index(self.after) + len(self.after)
        elif text.count(self.old) != 1:
            raise BadMutant(f"{self.name}: `old` stands {text.count(self.old)} times in {self.file}")
        found = text.find(self.old, start)
        if found < 0:
            raise BadMutant(f"{self.name}: `old` does not stand behind `after` in {self.file}")
        return found

    def both(self, text, place):
        """Both texts, and the question which one holds."""
        if self.file.endswith(".py"):
            asked = f'__import__("os").environ.get("LIMBECK_MUTANT") == "{self.name}"'
            if self.kind == "expression":
                return f"(({self.new}) if {asked} else ({self.old}))"
            indent = text[text.rindex("\n", 0, place) + 1:place]
            if indent.strip():
                raise BadMutant(f"{self.name}: `old` does not begin its line in {self.file}")
            new, old = (part.strip("\n").replace("\n", "\n    ") for part in (self.new, self.old))
            # Lines of `new` stand below each other as they do in the file.
            return f"if {asked}:\n{indent}    {new}\n{indent}else:\n{indent}    {old}"
        asked = f'::limbeck_mutant("{self.name}")'
        if self.kind == "expression":
            old = f"static_cast<bool>({self.old})" if self.new in ("true", "false") else f"({self.old})"
            return f"({asked} ? ({self.new}) : {old})"
        return f"{{ if ({asked}) {{ {self.new} }} else {{ {self.old} }} }}"


def load(words=()):
    """All of them, or those whose name or file of faults holds one of the words."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]:
            try:
                mutant = Mutant(**entry, folder=path.stem)
            except TypeError as e:
                raise BadMutant(f"{path.name}: {entry.get('name')}: {e}") from None
            if mutant.kind not in ("expression", "statement"):
                raise BadMutant(f"{mutant.name}: there is no kind {mutant.kind}")
            if not re.fullmatch(r"[a-z0-9-]+", mutant.name):
                raise BadMutant(f"{mutant.name}: names have small letters, digits and hyphens")
            found.append(mutant)
    names = [mutant.name for mutant in found]
    for name in names:
        if names.count(name) > 1:
            raise BadMutant(f"{name} stands twice")
    # A whole name means that one alone.
    return [m for m in found if not words or any(word in (m.name, m.folder) if word in names else word in m.name or
                                                 word == m.folder for word in words)]


def mutated(text, mutants):
    """The text of a file with the faults that belong to it."""
    spans = sorted(((mutant.place(text), mutant) for mutant in mutants), key=lambda span: span[0])
    parts, end = [], 0
    for place, mutant in spans:
        if place < end:
            raise BadMutant(f"{mutant.name} stands in another one's place in {mutant.file}")
        parts += [text[end:place], mutant.both(text, place)]
        end = place + len(mutant.old)
    result = "".join([*parts, text[end:]])
    if mutants[0].file.endswith(".py"):
        try:
            compile(result, mutants[0].file, "exec")
        except SyntaxError as e:
            raise BadMutant(f"{mutants[0].file} is no Python any more with its faults: {e}") from None
        return result
    return f'#include "{Path(HEADER).name}"\n{result}'


def texts(mutants):
    """{file: text with its faults}"""
    by_file = {}
    for mutant in mutants:
        by_file.setdefault(mutant.file, []).append(mutant)
    for file in by_file:
        if not (ROOT / file).is_file():
            raise BadMutant(f"{by_file[file][0].name}: there is no {file}")
    return {file: mutated((ROOT / file).read_text(encoding="utf-8"), group) for file, group in by_file.items()}
