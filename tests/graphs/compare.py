"""Whether two answers say the same. What Alembic keeps in sets is compared as sets, all else line by line."""

import collections
import dataclasses
import difflib
import re
import shlex
import tomllib
from pathlib import Path

SAID = tomllib.loads((Path(__file__).resolve().parent / "differences.toml").read_text())
DIFFERENCES, CRASHES = SAID["difference"], SAID["crash"]
# What a difference says of limbeck's answer: one of these.
ANSWERS = ("refuses", "only", "reads", "instead", "part_of", "answers")
for _one in DIFFERENCES:
    if sum(key in _one for key in ANSWERS) != 1:
        raise ValueError(f"differences.toml: what must limbeck answer where {_one['why']!r}")


def masked(text, project):
    text = text.replace(str(project.folder), "<project>").replace(str(project.database), "<database>")
    return re.sub(r"Create Date: .*", "Create Date: <date>", text)


def log_lines(text, project):
    return [masked(line, project) for line in text.splitlines() if re.match(r"[A-Z]+ *\[\S+\] ", line)]


def judge(graph, question, theirs, ours, ask):
    """(outcome, text): same, crash (Alembic's traceback against our clean error), excused, or different. ask(words) is what
    Alembic answers to another question from the same state of the database."""
    if theirs.status == 2 and "usage:" in theirs.stderr:
        theirs.crash = "wrong usage"
    found = _crash(question, theirs, ours) if theirs.crash else _parts(graph, question, theirs, ours)
    if not found:
        return ("crash" if theirs.crash else "same"), ""
    for difference in DIFFERENCES:
        if _concerns(difference, graph, question, theirs):
            not_so = _answered(difference, graph, question, theirs, ours, ask)
            if not not_so:
                return "excused", ""
            found += [f"not as differences.toml says ({difference['why']}):", *not_so]
    return "different", "\n".join(found) + _both(theirs, ours)


def failure(answer):
    """The words that a command has failed with."""
    found = re.search(r"^FAILED: (.*)$", answer.stdout + "\n" + answer.stderr, re.M) if answer.status == 255 else \
        re.search(r"^limbeck(?: \w+)?: error: (.*)$", answer.stderr, re.M) if answer.status == 2 else None
    return found and found[1]


def _kept(question, theirs, ours):
    """A command that fails changes nothing (but that the version table is there), or what it changes with Alembic, too."""
    before = None if isinstance(question.state, str) else sorted(question.state)
    found = [] if ours.rows in (before, before or [], theirs.rows) else \
        [f"alembic_version: {before} becomes {ours.rows}, with Alembic {theirs.rows}"]
    return found + ([f"new files: {', '.join(ours.files)}"] if ours.files else [])


def _crash(question, theirs, ours):
    """Our words for what Alembic's own code fails at."""
    said = failure(ours)
    if said is None:
        return [f"Alembic ended with {theirs.crash}, limbeck with {ours.status}"]
    text = theirs.crash.partition(": ")[2]
    if _in_order(said) != _in_order(text) and not any(
            re.fullmatch(pair["alembic"], theirs.crash, re.S) and re.fullmatch(pair["limbeck"], said) for pair in CRASHES):
        return [f"Alembic ended with {theirs.crash}, limbeck says: {said}"]
    return _kept(question, theirs, ours)


def _concerns(difference, graph, question, theirs):
    texts = {"graph": graph.name, "command": question.text(),
             "alembic": theirs.crash or theirs.stdout + "\n" + "\n".join(theirs.log)}
    return all(re.search(difference[key], texts[key], re.S) for key in texts if key in difference)


def _answered(difference, graph, question, theirs, ours, ask):
    """In what the answer of limbeck is not the one that the difference tells."""
    if "refuses" in difference:
        said = failure(ours)
        if said is None or not re.fullmatch(difference["refuses"], said):
            return [f"limbeck says: {said}"]
        return _kept(question, theirs, ours)
    if "only" in difference:
        return _parts(graph, question, theirs, ours, without=difference["only"])
    if "reads" in difference:
        pattern, words = difference["reads"]
        told = dataclasses.replace(theirs, stdout=re.sub(pattern, words, theirs.stdout),
                                   log=[re.sub(pattern, words, line) for line in theirs.log])
        return _parts(graph, question, told, ours)
    if "part_of" in difference:
        lines = iter(_in_order(ask(difference["part_of"].split()).stdout).splitlines())
        shown = [_mark(line) for line in _in_order(ours.stdout).splitlines()]
        # Each is there, and they stand in its order.
        missing = [] if all(any(line == _mark(other) for other in lines) for line in shown) else [f"not a part: {shown}"]
        return missing + ([] if ours.status == 0 else [f"status {ours.status}"]) + _kept(question, theirs, ours)
    if "answers" in difference:
        told = " ".join([str(ours.status), f"rows {'none' if ours.rows is None else ','.join(ours.rows)}",
                         f"files {','.join(ours.files)}", *ours.stdout.splitlines(),
                         *(line.partition("] ")[2] for line in ours.log if "] Running " in line)])
        return [] if re.fullmatch(difference["answers"], told, re.S) else [f"limbeck answers: {told}"]
    pattern, words = difference["instead"]
    other = shlex.split(re.sub(pattern, words, shlex.join(question.words)))
    told = ask(other)
    parts = difference.get("compare")
    found = _parts(graph, dataclasses.replace(question, words=other), told, ours,
                   without=[part for part in PARTS if part not in parts] if parts else ())
    return [f"Alembic's `{shlex.join(other)}`:", *found] if found or told.crash else []


def _mark(line):
    """Without what a line says of the database."""
    return re.sub(r" \((effective head|head)\)| \(current\)", "", line)


def _both(theirs, ours):
    lines = []
    for name, answer in (("alembic", theirs), ("limbeck", ours)):
        lines.append(f"\n-- {name}: status {answer.status}, rows {answer.rows} {answer.crash}")
        lines += [line for line in answer.stdout.splitlines()[-30:]]
        errors = answer.log if name == "alembic" else answer.stderr.splitlines()
        lines += ["  ! " + line for line in errors[-12:]]
        lines += [f"  warning: {w}" for w in answer.warnings]
    return "\n".join(lines)


PARTS = ("status", "rows", "output", "log", "warnings", "files")


def _parts(graph, question, theirs, ours, without=()):
    """What differs, in words."""
    found = []
    if "status" not in without and theirs.status != ours.status:
        found.append(f"status: {theirs.status} and {ours.status}")
    if "rows" not in without and theirs.rows != ours.rows:
        found.append(f"alembic_version: {theirs.rows} and {ours.rows}")
    if "output" not in without:
        found += _difference("standard output", *_outputs(graph, question, theirs.stdout, ours.stdout))
    if "log" not in without:
        found += _difference("log", *_logs(graph, theirs.log, ours.log))
    if "warnings" not in without:
        found += _difference("warnings", *_warnings(theirs, ours))
    if "files" not in without:
        found += _difference("files", _lines(theirs.files), _lines(ours.files))
    return found


def _difference(what, theirs, ours):
    if theirs == ours:
        return []
    return [f"{what}:", *difflib.unified_diff(theirs, ours, "alembic", "limbeck", lineterm="", n=1)]


def _lines(files):
    return [line for path, text in sorted(files.items()) for line in (f"== {path}", *text.splitlines())]


def _warnings(theirs, ours):
    """Ours may say more than Alembic's line (the files), not less; and nothing that it does not say."""
    kept = [next((w for w in theirs.warnings if text.startswith(w)), text) for text in ours.warnings]
    return sorted(set(theirs.warnings)), sorted(set(kept))


# Order

def has_loose_order(graph):
    """Alembic sorts by a set where a revision depends on several others."""
    return any(len(r.depends) > 1 for r in graph.revisions)


def _outputs(graph, question, theirs, ours):
    texts = [_in_order(text) for text in (theirs, ours)]
    if texts[0] == texts[1]:
        return [], []
    command = question.words[0]
    if "--sql" in question.words:
        loose = has_loose_order(graph) and not _misplaced_steps(graph, texts[1].splitlines())
        return tuple(_sql(text, loose) for text in texts)
    found = [_blocks(text) for text in texts]
    if command == "branches":
        found = [[_children_in_order(block) for block in blocks] for blocks in found]
    if command == "current" or has_loose_order(graph):
        out_of_order = _misplaced(graph, found[1]) if command == "history" else []
        found = [sorted(found[0]), sorted(found[1]) + out_of_order]
    return tuple([line for block in blocks for line in block.splitlines()] for blocks in found)


def _in_order(text):
    """The members of Alembic's sets of names sorted: labels, children, overlapping revisions."""
    text = re.sub(r"\(([^()\n]+, [^()\n]+)\)(?= |,|$)", lambda m: "(" + _sorted_list(m[1]) + ")", text, flags=re.M)
    text = re.sub(r"^(Branches into|Branch names): (.*)$", lambda m: f"{m[1]}: {_sorted_list(m[2])}", text, flags=re.M)
    text = re.sub(r"Requested revision \S+ overlaps with other requested revisions .*", "Requested … overlaps", text)
    return re.sub(r"Branch name '(\S+)' in revision (\S+) already used by revision (\S+)",
                  lambda m: f"Branch name '{m[1]}' in {sorted([m[2], m[3]])}", text)


def _sorted_list(text):
    return ", ".join(sorted(text.split(", ")))


def _blocks(text):
    """One for each revision."""
    if "Rev: " in text:
        return [part for part in re.split(r"^(?=Rev: )", text, flags=re.M) if part]
    if re.search(r"^ +\S* ?-> ", text, re.M):
        return [part for part in re.split(r"\n\n", text) if part]
    return text.splitlines()


def _children_in_order(block):
    lines = block.splitlines()
    children = [line for line in lines if re.match(r" +-> ", line)]
    return "\n".join([line for line in lines if line not in children] + sorted(children))


def _misplaced(graph, blocks):
    """Revisions that come before one that is built on them."""
    place = {}
    for number, block in enumerate(blocks):
        match = re.match(r"Rev: (\S+)|.*? -> (\S+)", block)
        if match:
            place[(match[1] or match[2]).rstrip(",")] = number
    return [f"{parent} stands before {child}" for child, parent in _built_on(graph)
            if place.get(child, -1) > place.get(parent, len(blocks))]


def _built_on(graph):
    """Pairs of a revision and one that it is built on."""
    labels = {label: r.id for r in graph.revisions for label in r.labels}
    return [(r.id, labels.get(parent, parent)) for r in graph.revisions for parent in (*r.down, *r.depends)]


def _misplaced_steps(graph, lines):
    """Steps that run before one that they are built on, or, down, that is built on them."""
    place, found = {}, []
    for number, line in enumerate(lines):
        if match := re.search(r"Running (up|down)grade (.*?) -> ([^,\n]*)", line):
            place[match[1], (match[3] if match[1] == "up" else match[2]).strip()] = number
    for child, parent in _built_on(graph):
        if place.get(("up", child), len(lines)) < place.get(("up", parent), -1):
            found.append(f"{child} runs before {parent}")
        if place.get(("down", parent), len(lines)) < place.get(("down", child), -1):
            found.append(f"{parent} is taken back before {child}")
    return found


def _logs(graph, theirs, ours):
    """Where the order of Alembic's steps comes of a set, ours may be another one that is possible."""
    lines = [[_in_order(line) for line in found] for found in (theirs, ours)]
    if has_loose_order(graph) and lines[0] != lines[1] and not _misplaced_steps(graph, ours):
        lines = [sorted(found) for found in lines]
    return lines


# SQL

def _sql(text, any_order):
    """Steps with the rows that they take away and put in: which of several rows is updated depends on hashes."""
    steps, current = [], None
    for line in text.splitlines():
        if line.startswith("-- Running "):
            current = [line, [], []]
            steps.append(current)
            continue
        for pattern, gone, new in ((r"INSERT INTO alembic_version .*VALUES \('(.*?)'\)", None, 1),
                                   (r"DELETE FROM alembic_version WHERE .*= '(.*?)'", 1, None),
                                   (r"UPDATE alembic_version SET version_num='(.*?)' WHERE .*= '(.*?)'", 2, 1)):
            match = re.match(pattern, line)
            if match and current:
                current[1] += [match[gone]] if gone else []
                current[2] += [match[new]] if new else []
                break
        else:
            if line:
                steps.append([line, [], []])
    found = [f"{comment} gone {sorted(gone)} new {sorted(new)}" for comment, gone, new in steps]
    if not any_order:
        return found
    rows = collections.Counter()
    for _, gone, new in steps:
        rows.subtract(gone)
        rows.update(new)
    return sorted(comment for comment, _, _ in steps) + [f"{row} {n}" for row, n in sorted(rows.items()) if n]
