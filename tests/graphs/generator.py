"""Random graphs: mostly like those of real projects, some of them odd, a few broken."""

import random

from graph import Graph, Revision


def make(seed):
    rng = random.Random(seed)
    graph = Graph(f"random {seed}")
    size = rng.choice([1, 2, 3, 4, 5, 6, 8, 10, 14, 20])
    branching, merging, depending, labelling = (rng.random() ** 2 * 0.6 for _ in range(4))
    for number in range(size):
        revision = Revision(_new_id(rng, graph))
        earlier = graph.revisions
        if earlier and rng.random() > branching * 0.3:
            recent = earlier[-1:] if rng.random() > branching else earlier[-4:]
            several = rng.choice([2, 2, 3]) if rng.random() < merging else 1
            revision.down = [r.id for r in _some(rng, earlier[-4:] if several > 1 else recent, several)]
        if earlier and rng.random() < depending:
            chosen = _some(rng, earlier, rng.choice([1, 1, 1, 2]))
            revision.depends = [rng.choice([r.id, *r.labels]) for r in chosen if r.id not in revision.down]
        if rng.random() < labelling:
            revision.labels = [f"label{number}"] + ([f"also{number}"] if rng.random() < 0.2 else [])
        graph.revisions.append(revision)
    if rng.random() < 0.08:
        _break(rng, graph)
    if rng.random() < 0.3:
        rng.shuffle(graph.revisions)  # the order of files is not that of the graph
    if rng.random() < 0.1:
        graph.settings = ["version_locations = %(here)s/versions:%(here)s/more"]
        for revision in graph.revisions:
            revision.folder = rng.choice([["more"], []])
    return graph


def _some(rng, items, many):
    return rng.sample(items, min(many, len(items)))


def _new_id(rng, graph):
    used = set(graph.ids())
    while True:
        length = rng.choice([4, 5, 6, 12, 12])
        name = "".join(rng.choice("0123456789abcdef") for _ in range(length))
        if used and rng.random() < 0.1:  # some share their beginning, even all of it
            other = rng.choice(sorted(used))
            name = other[:4] + name[: rng.randint(1, 4)]
        if name not in used:
            return name


def _break(rng, graph):
    revision = rng.choice(graph.revisions)
    how = rng.choice(["missing parent", "missing dependency", "cycle", "loop", "twice", "label twice", "characters"])
    graph.name += ", " + how
    if how == "missing parent":
        revision.down = ["gone"]
    elif how == "missing dependency":
        revision.depends = ["gone"]
    elif how == "cycle":
        names = revision.down if rng.random() < 0.5 else revision.depends
        target = rng.choice(graph.revisions).id
        names += [target] if target not in names else []
    elif how == "loop":
        rng.choice([revision.down, revision.depends]).append(revision.id)
    elif how == "twice":
        graph.revisions.append(Revision(revision.id, list(revision.down)))
    elif how == "label twice":
        for one in _some(rng, graph.revisions, 2):
            one.labels.append("same")
    else:
        revision.id = revision.id[:3] + rng.choice("@-+:") + revision.id[3:]
