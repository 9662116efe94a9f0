"""What a person might type at a graph, and where the database might stand meanwhile."""

import dataclasses
import random
import shlex

NO_TABLE = "no table"


@dataclasses.dataclass
class Question:
    words: list
    state: list | str = NO_TABLE  # rows of alembic_version

    def text(self):
        state = self.state if isinstance(self.state, str) else " ".join(self.state) or "no row"
        return f"{shlex.join(self.words)}   [database: {state}]"


GENERAL = ["head", "heads", "base", "current", "+1", "-1", "+2", "-2", "+9", "-9", "+0", "-0", "", "zzzz", "zz", "z",
           "zzzz@head", "zz@zzzz", "@head", "@", "head-1", "head+1", "head-2", "heads-1", "heads+1", "base+1", "base+2",
           "base-1", "current+1", "current-1", "head@head", "+", "-x", "zzzz+1", "zzzz-1", "None", "1", "12ab", "a b",
           "head,base", "HEAD", "heads@head", "base@head", "+1@head", "head@+1", "zzzz@+1", "zzzz@-1"]
OF_ID = ["{0}", "{0}", "{0}", "{4}", "{3}", "{1}", "{0}x", "{0}+1", "{0}-1", "{0}+2", "{0}-2", "{0}+9", "{0}-9", "{4}+1",
         "{4}-1", "{0}@head", "{0}@heads", "{0}@base", "{0}@+1", "{0}@-1", "{4}@head", "{0}@{other}", "{0},{other}",
         "{upper}", "{0}+0", "{4}@{other}", "{0}@+2", "{0}@-2", "{0}@{other}-1", "{0}@{other}+1"]
OF_LABEL = ["{0}", "{0}@head", "{0}@head", "{0}@heads", "{0}@base", "{0}@+1", "{0}@-1", "{0}@+2", "{0}@-2", "{0}@+9",
            "{0}@-9", "{0}@{other}", "{0}@{other}+1", "{0}@{other}-1", "{0}@{part}", "{0}+1", "{0}-1", "{0}@head-1",
            "{0}@base+1", "{4}", "{0}@{0}", "{0}@current", "{0}@zzzz", "{0}@", "{0}@head+1", "{0}@base-1"]


class Asker:
    """Thinks of questions about one graph; the same ones for the same seed."""

    def __init__(self, graph, seed):
        self.graph = graph
        self.random = random.Random(seed)
        self.ids = list(dict.fromkeys(graph.ids()))
        self.labels = graph.labels()
        self.known_states = self._states()
        self.made = 0

    # Where the database stands

    def _states(self):
        """Rows that a database could have come to, and some that it could not."""
        parents = {r.id: [*r.down, *r.depends] for r in self.graph.revisions}
        children = {parent for found in parents.values() for parent in found}
        heads = [i for i in self.ids if i not in children]
        states = [NO_TABLE, [], heads, heads, ["zzzz"]]
        states += [[i] for i in self.ids]
        return states + self.graph.states

    def state(self):
        if len(self.ids) > 1 and self.random.random() < 0.35:
            return self._lines_of(self.random.sample(self.ids, self.random.choice([2, 2, 3]) % (len(self.ids) + 1)))
        if self.random.random() < 0.03:
            return self.random.sample(self.ids, min(2, len(self.ids))) + ["zzzz"] * self.random.randint(0, 1)
        return self.random.choice(self.known_states)

    def _lines_of(self, ids):
        """Without those that another one implies."""
        implied = set()
        parents = {}
        by_label = {label: r.id for r in self.graph.revisions for label in r.labels}
        for r in self.graph.revisions:
            parents[r.id] = [by_label.get(p, p) for p in (*r.down, *r.depends)]
        for one in ids:
            todo, seen = [one], {one}
            while todo:
                for parent in parents.get(todo.pop(), []):
                    if parent not in seen:
                        seen.add(parent)
                        todo.append(parent)
            implied |= seen - {one}
        return [i for i in ids if i not in implied]

    # What is typed

    def symbol(self):
        roll = self.random.random()
        if roll < 0.4 or not self.ids:
            return self.random.choice(GENERAL) if self.random.random() < 0.5 else self.random.choice(GENERAL[:12])
        if roll < 0.65 and self.labels:
            return self._fill(self.random.choice(OF_LABEL), self.random.choice(self.labels))
        return self._fill(self.random.choice(OF_ID), self.random.choice(self.ids))

    def plain_symbol(self):
        """One that is likely to be there."""
        choices = ["head", "heads", "base", *self.ids, *self.labels]
        return self.random.choice(choices)

    def _fill(self, pattern, name):
        other = self.random.choice(self.ids)
        text = pattern
        for length in (1, 3, 4):
            text = text.replace("{%d}" % length, name[:length])
        return (text.replace("{0}", name).replace("{other}", other).replace("{part}", other[:4])
                .replace("{upper}", name.upper()))

    def _either(self):
        return self.symbol() if self.random.random() < 0.75 else self.plain_symbol()

    def _several(self):
        return [self._either() for _ in range(self.random.choice([1, 1, 1, 2, 2, 3]))]

    def _flags(self, *flags, chance=0.3):
        return [flag for flag in flags if self.random.random() < chance]

    def _range(self):
        ends = [self._either() if self.random.random() < 0.8 else "" for _ in range(2)]
        if self.random.random() < 0.25:
            ends[self.random.randrange(2)] = "current"
        roll = self.random.random()
        return ends[0] if roll < 0.03 else ":".join(ends + ["x"]) if roll < 0.05 else ":".join(ends)

    def _new_id(self):
        self.made += 1
        roll = self.random.random()
        if roll < 0.06 and self.ids:
            return self.random.choice(self.ids)
        if roll < 0.1:
            return self.random.choice(["a-b", "x@y", "p+q", "a:b", "-@"])
        return "new%d" % self.made

    def _options_of_new(self):
        words = [f"--rev-id={self._new_id()}"]
        if self.random.random() < 0.8:
            words += ["-m", self.random.choice(["say it", "A Longer message, with; signs and words that go beyond it"])]
        if self.random.random() < 0.3:
            words.append("--branch-label=" + self.random.choice(["fresh", *self.labels, *self.ids[:1]]))
        return words + self._flags("--splice")

    def _folders(self):
        found = ["versions", "nowhere", "versions/below"]
        found += [r.folder[0] for r in self.graph.revisions if r.folder]
        return found

    # Commands

    def heads(self):
        return ["heads", *self._flags("-v", "--resolve-dependencies")]

    def branches(self):
        return ["branches", *self._flags("-v")]

    def show(self):
        return ["show", self._either()]

    def history(self):
        words = ["history", *self._flags("-v", chance=0.15), *self._flags("-i", chance=0.3)]
        return words + (["-r" + self._range()] if self.random.random() < 0.9 else [])

    def current(self):
        return ["current", *self._flags("-v", chance=0.2), *self._flags("--check-heads", chance=0.25)]

    def upgrade(self):
        return ["upgrade", self._either()]

    def downgrade(self):
        roll = self.random.random()
        if roll < 0.25:
            return ["downgrade", self.random.choice(["-1", "-2", "-3", "base"])]
        return ["downgrade", self._either()]

    def stamp(self):
        return ["stamp", *self._several(), *self._flags("--purge", chance=0.15)]

    def sql(self):
        command = self.random.choice(["upgrade", "upgrade", "downgrade", "downgrade", "stamp"])
        targets = []
        for _ in range(self.random.choice([1, 1, 2]) if command == "stamp" else 1):
            target = self._either()
            if self.random.random() < (0.9 if command == "downgrade" else 0.5):
                start = self._either() if self.random.random() < 0.95 else ""
                target = f"{start}:{target}" + (":x" if self.random.random() < 0.03 else "")
            targets.append(target)
        return [command, *targets, "--sql", *(self._flags("--purge", chance=0.1) if command == "stamp" else [])]

    def merge(self):
        symbols = ["heads"] if self.random.random() < 0.25 else self._several()
        return ["merge", *symbols, *self._options_of_new()]

    def revision(self):
        words = ["revision", *self._options_of_new()]
        if self.random.random() < 0.6:
            words.append("--head=" + self._either())
        while self.random.random() < 0.35:
            words.append("--depends-on=" + self._either())
        if self.random.random() < 0.15:
            words.append("--version-path=" + self.random.choice(self._folders()))
        return words

    def ensure_version(self):
        return ["ensure_version", *self._flags("--sql")]

    def ask(self, many):
        kinds = [self.show, self.show, self.history, self.history, self.heads, self.branches, self.current, self.current]
        kinds += [self.upgrade, self.downgrade] * 4 + [self.stamp] * 3 + [self.sql] * 3 + [self.merge, self.revision] * 2
        kinds += [self.ensure_version]
        for _ in range(many):
            words = [w for w in self.random.choice(kinds)()]
            yield Question(words, self.state())

    def always(self):
        """What every fixed graph is asked."""
        heads = self.known_states[2]
        middle = [self.ids[len(self.ids) // 2]] if self.ids else []
        plain = ["heads", "heads -v", "heads --resolve-dependencies", "branches -v", "history", "history -v", "show head",
                 "show heads", "revision --rev-id=new1", "merge heads --rev-id=new1", "upgrade heads --sql"]
        for text in plain:
            yield Question(text.split())
        for text in ("current", "current -v", "current --check-heads", "history -i", "upgrade heads", "upgrade +1",
                     "downgrade base", "downgrade -1", "stamp base", "show current", "history -r:current"):
            yield Question(text.split(), heads)
        for text in ("current", "upgrade heads", "downgrade -1", "stamp heads", "history -rcurrent:"):
            yield Question(text.split(), middle)
        for text in ("upgrade heads", "stamp heads"):
            yield Question(text.split(), NO_TABLE)
        for words in self.graph.runs:
            for state in self.graph.states or [NO_TABLE, middle]:
                yield Question(words, state)
