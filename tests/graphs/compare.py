"""Whether two answers say the same. What Alembic keeps in sets is compared as sets, all else line by line."""

import collections
import difflib
import re
import tomllib
from pathlib import Path

DIFFERENCES = tomllib.loads((Path(__file__).resolve().parent / "differences.toml").read_text())["difference"]


def masked(text, project):
    text = text.replace(str(project.folder), "<project>").replace(str(project.database), "<database>")
    return re.sub(r"Create Date: .*", "Create Date: <date>", text)


def log_lines(text, project):
    return [masked(line, project) for line in text.splitlines() if re.match(r"[A-Z]+ *\[\S+\] ", line)]


def judge(graph, question, theirs, ours):
    """(outcome, text): same, crash (Alembic's traceback against our clean error), excused, or different."""
    if theirs.status == 2 and "usage:" in theirs.stderr:
        theirs.crash = "wrong usage"
    found = _crash(theirs, ours) if theirs.crash else _parts(graph, question, theirs, ours)
    if not found:
        return ("crash" if theirs.crash else "same"), ""
    for difference in DIFFERENCES:
        if _excuses(difference, graph, question, theirs, ours):
            return "excused", ""
    return "different", "\n".join(found) + _both(theirs, ours)


def _crash(theirs, ours):
    said = ours.stdout + ours.stderr
    if ours.status == 255 and "FAILED: " in said and "defect of limbeck" not in said or ours.status == 2:
        return []
    return [f"Alembic ended with {theirs.crash}, limbeck with {ours.status}"]


def _excuses(difference, graph, question, theirs, ours):
    texts = {"graph": graph.name, "command": question.text(), "alembic": theirs.crash or theirs.stdout + "\n" + "\n".join(theirs.log),
             "limbeck": ours.stdout + "\n" + ours.stderr}
    return all(re.search(difference[key], texts[key], re.S) for key in texts if key in difference)


def _both(theirs, ours):
    lines = []
    for name, answer in (("alembic", theirs), ("limbeck", ours)):
        lines.append(f"\n-- {name}: status {answer.status}, rows {answer.rows} {answer.crash}")
        lines += [line for line in answer.stdout.splitlines()[-30:]]
        errors = answer.log if name == "alembic" else answer.stderr.splitlines()
        lines += ["  ! " + line for line in errors[-12:]]
        lines += [f"  warning: {w}" for w in answer.warnings]
    return "\n".join(lines)


def _parts(graph, question, theirs, ours):
    """What differs, in words."""
    found = []
    if theirs.status != ours.status:
        found.append(f"status: {theirs.status} and {ours.status}")
    if theirs.rows != ours.rows:
        found.append(f"alembic_version: {theirs.rows} and {ours.rows}")
    found += _difference("standard output", *_outputs(graph, question, theirs.stdout, ours.stdout))
    found += _difference("log", *_logs(graph, theirs.log, ours.log))
    found += _difference("warnings", *_warnings(theirs, ours))
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
        return tuple(_sql(text, has_loose_order(graph)) for text in texts)
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
    labels = {label: r.id for r in graph.revisions for label in r.labels}
    return [f"{parent} stands before {r.id}" for r in graph.revisions for parent in (*r.down, *r.depends)
            if place.get(r.id, -1) > place.get(labels.get(parent, parent), len(blocks))]


def _logs(graph, theirs, ours):
    lines = [[_in_order(line) for line in found] for found in (theirs, ours)]
    if has_loose_order(graph):
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
